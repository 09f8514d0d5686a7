using static TorchSharp.torch;

namespace AigcNotebooks.Training;

/// <summary>Something besides models and optimizers that a <see cref="Checkpoint"/> saves, so that a run goes on as if it had never stopped: the losses so far, an average of weights, where
/// a stream of data stands.</summary>
public interface ICheckpointed
{
    /// <summary>The state as tensors by name, at least one. They may be the live ones: they are written at once, and the checkpoint disposes what is new through the dispose scope around the call.</summary>
    IReadOnlyDictionary<string, Tensor> SaveState();

    /// <summary>Checks a saved state, and changes nothing yet.</summary>
    /// <param name="saved">What <see cref="SaveState"/> returned, on the CPU; disposed once the load is over.</param>
    /// <returns>Takes the state over; it cannot fail, so that a checkpoint is loaded as a whole or not at all.</returns>
    /// <exception cref="InvalidDataException">The state does not fit; the message says where.</exception>
    Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved);
}
