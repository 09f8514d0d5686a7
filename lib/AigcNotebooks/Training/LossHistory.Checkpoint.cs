using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Training;

public sealed partial class LossHistory
{
    private const string NamesKey = "names";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> SaveState()
    {
        var state = new Dictionary<string, Tensor> { [NamesKey] = tensor(JsonSerializer.SerializeToUtf8Bytes(_series.Keys)) };
        foreach (var (name, series) in _series)
        {
            state.Add("steps." + name, tensor(series.Steps.ToArray()));
            state.Add("values." + name, tensor(series.Values.ToArray()));
        }
        return state;
    }

    /// <inheritdoc/>
    public Action PrepareLoad(IReadOnlyDictionary<string, Tensor> saved)
    {
        var loaded = new LossHistory();
        try
        {
            foreach (var name in JsonSerializer.Deserialize<string[]>(saved[NamesKey].data<byte>().ToArray()) ?? [])
            {
                long[] steps = [.. saved["steps." + name].data<long>()];
                double[] values = [.. saved["values." + name].data<double>()];
                foreach (var (step, value) in steps.Zip(values))
                    loaded.Add(name, step, value);
            }
        }
        catch (Exception e) when (e is KeyNotFoundException or JsonException or ArgumentException)
        {
            throw new InvalidDataException($"these are no losses ({e.Message})", e);
        }
        return () =>
        {
            _series.Clear();
            foreach (var (name, series) in loaded._series)
                _series.Add(name, series);
            FirstNonFinite = loaded.FirstNonFinite;
        };
    }
}
