using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using AigcNotebooks.Data;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AigcNotebooks.Training;

/// <summary>A training run in one safetensors file, from which it goes on as if it had never stopped, to the last bit: models (parameters and buffers),
/// the state of their optimizers, random numbers, the step, and what else is <see cref="ICheckpointed"/>: losses, averages of weights.</summary>
/// <remarks>
/// <code>
/// var checkpoint = new Checkpoint().Add("generator", generator, generatorOptimizer).Add("discriminator", discriminator, discriminatorOptimizer).Add("losses", losses);
/// long step = File.Exists(path) ? checkpoint.Load(path) : 0;
/// ...
/// checkpoint.Save(path, step);
/// </code>
/// A learning-rate scheduler has no state of its own in TorchSharp: before <see cref="Load"/>, step a new one as often as the old one was stepped
/// (<see cref="StepOf(string)"/> says where the run stands); <see cref="Load"/> then sets the rates themselves. On a GPU, what is drawn there starts anew: TorchSharp cannot read the state of
/// the GPU's generator. <see cref="TrainingRun"/> saves and loads one at the right times. PyTorch reads the models' tensors under <c>model.NAME.</c>; an optimizer's state is in TorchSharp's own format.
/// </remarks>
public sealed partial class Checkpoint
{
    private const string Format = "AigcNotebooks checkpoint 1", RandomKey = "random";
    private readonly Dictionary<string, nn.Module> _models = [];
    private readonly Dictionary<string, OptimizerHelper> _optimizers = [];
    private readonly Dictionary<string, Generator> _generators = [];

    /// <param name="name">Of this part in the file, without a dot.</param>
    /// <param name="optimizer">The model's; null for a model that is not trained.</param>
    /// <returns>This checkpoint.</returns>
    public Checkpoint Add(string name, nn.Module model, OptimizerHelper? optimizer = null)
    {
        _models.Add(Checked(name), model);
        return optimizer is null ? this : Add(name, optimizer);
    }

    /// <summary>An optimizer of several models, say.</summary>
    public Checkpoint Add(string name, OptimizerHelper optimizer)
    {
        _optimizers.Add(Checked(name), optimizer);
        return this;
    }

    /// <summary>A generator besides torch's own, which is always saved.</summary>
    public Checkpoint Add(string name, Generator generator)
    {
        _generators.Add(Checked(name), generator);
        return this;
    }

    /// <summary>Writes all parts under a temporary name, then renames the file: a crash leaves the old one.</summary>
    /// <param name="step">How far the run has come.</param>
    public void Save(string path, long step)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors();
        foreach ((string name, OptimizerHelper optimizer) in _optimizers)
            tensors.Add(OptimizerKey(name), torch.tensor(Saved(optimizer)));
        AddParts(tensors);
        SafeTensors.Save(path, tensors, new Dictionary<string, string>
        {
            ["format"] = Format,
            ["step"] = step.ToString(CultureInfo.InvariantCulture),
            ["sha256"] = Hash(tensors),
        });
    }

    /// <summary>Sets all parts to what was saved. Where that cannot be, nothing is changed.</summary>
    /// <returns>The step.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, no checkpoint, or one of other parts, of another model or another optimizer; the message says which.</exception>
    public long Load(string path)
    {
        using var scope = NewDisposeScope();
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        long step = StepOf(file);
        Dictionary<string, Tensor> saved = file.Load();
        if (file.Metadata.GetValueOrDefault("sha256") != Hash(saved))
            throw new InvalidDataException($"{path} is damaged: its contents do not have the SHA-256 that it names.");
        CheckFits(path, saved);
        Action[] loadParts = PrepareParts(path, saved);
        LoadOptimizers(path, saved);
        using (no_grad())
            foreach ((string key, Tensor own) in ModelTensors())
                own.copy_(saved[key]);
        foreach ((string name, Generator generator) in _generators)
            generator.set_state(saved[GeneratorKey(name)]);
        foreach (Action load in loadParts)
            load();
        set_rng_state(saved[RandomKey]);
        return step;
    }

    /// <summary>The step of a checkpoint, from its header alone.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no checkpoint.</exception>
    public static long StepOf(string path)
    {
        using SafeTensorsFile file = SafeTensorsFile.Open(path);
        return StepOf(file);
    }

    private static long StepOf(SafeTensorsFile file) =>
        file.Metadata.GetValueOrDefault("format") == Format && long.TryParse(file.Metadata.GetValueOrDefault("step"), NumberStyles.Integer, CultureInfo.InvariantCulture, out long step)
            ? step
            : throw new InvalidDataException($"{file.Path} is no checkpoint: its header does not name the format \"{Format}\" and a step.");

    /// <summary>All that is saved as the tensors that it is.</summary>
    private Dictionary<string, Tensor> Tensors()
    {
        Dictionary<string, Tensor> tensors = ModelTensors();
        foreach ((string name, Generator generator) in _generators)
            tensors.Add(GeneratorKey(name), generator.get_state());
        tensors.Add(RandomKey, get_rng_state());
        return tensors;
    }

    private Dictionary<string, Tensor> ModelTensors() =>
        _models.SelectMany(model => model.Value.state_dict().Select(tensor => (Key: $"model.{model.Key}.{tensor.Key}", tensor.Value))).ToDictionary(tensor => tensor.Key, tensor => tensor.Value);

    private void CheckFits(string path, Dictionary<string, Tensor> saved)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> own = Tensors();
        string[] keys = [.. own.Keys, .. _optimizers.Keys.Select(OptimizerKey)];
        string[] missing = [.. keys.Except(saved.Keys), .. MissingParts(saved)], unexpected = [.. saved.Keys.Except(keys).Where(key => !IsOfPart(key))];
        if (missing.Length + unexpected.Length > 0)
            throw new InvalidDataException($"{path} is a checkpoint of other parts. It lacks: {Listed(missing)}. It has besides: {Listed(unexpected)}.");
        foreach ((string key, Tensor tensor) in own)
            if (saved[key].dtype != tensor.dtype || !saved[key].shape.SequenceEqual(tensor.shape))
                throw new InvalidDataException($"{path} is a checkpoint of another model: '{key}' is {Described(saved[key])} there, and {Described(tensor)} here.");
    }

    private void LoadOptimizers(string path, Dictionary<string, Tensor> saved)
    {
        Dictionary<string, byte[]> before = _optimizers.ToDictionary(optimizer => optimizer.Key, optimizer => Saved(optimizer.Value));
        foreach ((string name, OptimizerHelper optimizer) in _optimizers)
        {
            try
            {
                Restore(optimizer, saved[OptimizerKey(name)].bytes.ToArray());
            }
            catch (Exception e)
            {
                foreach ((string changed, byte[] state) in before)
                    Restore(_optimizers[changed], state);
                throw new InvalidDataException($"{path}: the state of the optimizer '{name}' does not fit. {e.Message}", e);
            }
        }
    }

    private static byte[] Saved(OptimizerHelper optimizer)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optimizer.save_state_dict(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static void Restore(OptimizerHelper optimizer, byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        optimizer.load_state_dict(reader);
        // TorchSharp leaves tensors that it makes here to the dispose scope around, which would free them with itself.
        foreach (OptimizerState one in optimizer.state_dict().State)
            foreach (FieldInfo field in one.GetType().GetFields())
                (field.GetValue(one) as Tensor)?.DetachFromDisposeScope();
    }

    private static string Hash(Dictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, Tensor tensor) in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            using var scope = NewDisposeScope();
            Tensor host = tensor.detach().cpu().contiguous();
            SafeTensorsEntry.Visit(host, host.NumberOfElements * host.element_size(), (_, bytes) => hash.AppendData(bytes));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Checked(string name) =>
        name.Length > 0 && !name.Contains('.') ? name : throw new ArgumentException($"Expected a name without a dot, found \"{name}\".", nameof(name));

    private static string OptimizerKey(string name) => $"optimizer.{name}";

    private static string GeneratorKey(string name) => $"generator.{name}";

    private static string Listed(string[] names) =>
        names.Length == 0 ? "nothing" : string.Join(", ", names.Take(5)) + (names.Length > 5 ? $" and {names.Length - 5} more" : "");

    private static string Described(Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
