using System.Text.Json;
using AigcNotebooks.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace AigcNotebooks.Models;

/// <summary>Loads GPT-2's checkpoints as Hugging Face publishes them: a folder with <c>config.json</c> and <c>model.safetensors</c>, or its index and parts. Of any size; nothing in them is executed. Taught in notebook 06.</summary>
public static class GptFiles
{
    private const string Weights = "model.safetensors", Index = "model.safetensors.index.json";

    // What is a Conv1D there multiplies x·W: its weight lies the other way round than a Linear's.
    private static readonly string[] Transposed = ["attn.c_attn.weight", "attn.c_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight"];

    /// <summary>The sizes that a <c>config.json</c> gives.</summary>
    /// <exception cref="InvalidDataException">It is damaged, lacks a size, or is that of another kind of model; the message says which.</exception>
    public static GptConfig ReadConfig(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement root = document.RootElement;
            Expect("model_type", "gpt2");
            Expect("activation_function", "gelu_new", "gelu_pytorch_tanh");
            Expect("tie_word_embeddings", "True");
            Expect("scale_attn_weights", "True");
            Expect("scale_attn_by_inverse_layer_idx", "False");
            var config = new GptConfig(Size("vocab_size"), Size("n_positions"), Size("n_embd"), Size("n_layer"), Size("n_head"),
                root.TryGetProperty("layer_norm_epsilon", out JsonElement epsilon) ? epsilon.GetDouble() : 1e-5);
            config.Check();
            Expect("n_inner", "", (4 * config.Width).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return config;

            int Size(string name) => root.TryGetProperty(name, out JsonElement size) ? size.GetInt32() : throw new FormatException($"it lacks {name}");

            void Expect(string name, params string[] values)
            {
                if (root.TryGetProperty(name, out JsonElement value) && !values.Contains(value.ToString()))
                    throw new FormatException($"expected {name} to be {values[^1]}; found {value}");
            }
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: this is no config.json of a GPT-2: {e.Message}", e);
        }
    }

    /// <summary>A GPT with its weights.</summary>
    /// <param name="folder">Has <c>config.json</c> and <c>model.safetensors</c>, or <c>model.safetensors.index.json</c> and the files that it names.</param>
    /// <returns>In evaluation mode; the caller's to dispose.</returns>
    /// <exception cref="FileNotFoundException">The folder lacks one of them.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or they do not fit each other: missing, unexpected and wrongly shaped tensors are named.</exception>
    public static Gpt Load(string folder)
    {
        var gpt = new Gpt(ReadConfig(Path.Combine(folder, "config.json")));
        try
        {
            LoadWeights(gpt, folder);
            gpt.eval();
            return gpt;
        }
        catch
        {
            gpt.Dispose();
            throw;
        }
    }

    /// <summary>Loads weights into a GPT, the library's or a cell's own, whose parameters have the published names. All fits, or nothing is changed.</summary>
    /// <exception cref="FileNotFoundException">The folder has no weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or does not fit the model.</exception>
    public static void LoadWeights(nn.Module model, string folder)
    {
        string path = Path.Combine(folder, File.Exists(Path.Combine(folder, Index)) ? Index : Weights);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{folder}: expected {Weights}, or {Index} and the files that it names.", path);
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> found = SafeTensors.Load(path);
        try
        {
            // The whole model's files put "transformer." before each name; older ones hold the mask, and some the head once more.
            Dictionary<string, Tensor> named = found.Select(tensor => (Name: tensor.Key.StartsWith("transformer.") ? tensor.Key["transformer.".Length..] : tensor.Key, tensor.Value))
                .Where(tensor => tensor.Name != "lm_head.weight" && !tensor.Name.EndsWith(".attn.bias") && !tensor.Name.EndsWith(".attn.masked_bias")).ToDictionary();
            (string Name, Tensor Own)[] own = [.. model.named_parameters().Select(parameter => (parameter.name, (Tensor)parameter.parameter))];
            string[] missing = [.. own.Select(tensor => tensor.Name).Except(named.Keys)], unexpected = [.. named.Keys.Except(own.Select(tensor => tensor.Name))];
            if (missing.Length + unexpected.Length > 0)
                throw new InvalidDataException($"{path} does not fit the model. It lacks: {Listed(missing)}. It has besides: {Listed(unexpected)}.");
            foreach (var (name, tensor) in own)
                if (!Turned(name, named[name]).shape.SequenceEqual(tensor.shape))
                    throw new InvalidDataException($"{path} does not fit the model: expected {name} to be ({string.Join(", ", Turned(name, tensor).shape)}); found ({string.Join(", ", named[name].shape)}).");
            using (no_grad())
                foreach (var (name, tensor) in own)
                    tensor.copy_(Turned(name, named[name]));
        }
        finally
        {
            SafeTensors.Free(found);
        }
    }

    private static Tensor Turned(string name, Tensor tensor) => tensor.ndim == 2 && Transposed.Any(name.EndsWith) ? tensor.t() : tensor;

    private static string Listed(string[] names) =>
        names.Length == 0 ? "nothing" : string.Join(", ", names.Take(5)) + (names.Length > 5 ? $" and {names.Length - 5} more" : "");
}
