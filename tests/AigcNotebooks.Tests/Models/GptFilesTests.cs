using System.Text.Json.Nodes;
using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

public sealed class GptFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("aigc-gpt-").FullName;

    public GptFilesTests()
    {
        foreach (string path in Directory.EnumerateFiles(GptTests.Tiny))
            File.Copy(path, Path.Combine(_folder, Path.GetFileName(path)));
    }

    private string Config => Path.Combine(_folder, "config.json");

    private string Weights => Path.Combine(_folder, "model.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_sizes_are_the_files() => Assert.Equal(new GptConfig(61, 24, 12, 2, 3), GptFiles.ReadConfig(Config));

    [Theory]
    [InlineData("n_layer", null, "it lacks n_layer")]
    [InlineData("n_head", "5", "multiple of Heads")]
    [InlineData("model_type", "\"llama\"", "expected model_type to be gpt2; found llama")]
    [InlineData("activation_function", "\"relu\"", "found relu")]
    [InlineData("n_inner", "7", "expected n_inner to be 48; found 7")]
    [InlineData("tie_word_embeddings", "false", "expected tie_word_embeddings to be True; found False")]
    [InlineData("n_embd", "\"wide\"", "this is no config.json of a GPT-2")]
    public void A_config_of_another_model_is_refused(string name, string? value, string message)
    {
        var json = JsonNode.Parse(File.ReadAllText(Config))!.AsObject();
        json.Remove(name);
        if (value is not null)
            json[name] = JsonNode.Parse(value);
        File.WriteAllText(Config, json.ToString());
        string found = Assert.Throws<InvalidDataException>(() => GptFiles.Load(_folder)).Message;
        Assert.StartsWith(Config, found);
        Assert.Contains(message, found);
    }

    [Fact]
    public void Missing_and_unexpected_tensors_are_named()
    {
        Rewrite(tensors =>
        {
            tensors.Remove("h.1.mlp.c_fc.weight");
            tensors["h.2.ln_1.weight"] = ones(12);
        });
        string message = Assert.Throws<InvalidDataException>(() => GptFiles.Load(_folder)).Message;
        Assert.StartsWith(Weights, message);
        Assert.Contains("It lacks: h.1.mlp.c_fc.weight. It has besides: h.2.ln_1.weight.", message);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_as_it_lies_in_the_file()
    {
        Rewrite(tensors => tensors["h.0.mlp.c_fc.weight"] = zeros(48, 12));   // a Linear's way round, not a Conv1D's
        Assert.Contains("expected h.0.mlp.c_fc.weight to be (12, 48); found (48, 12)", Assert.Throws<InvalidDataException>(() => GptFiles.Load(_folder)).Message);
    }

    [Fact]
    public void Whole_models_prefixes_and_half_precision_are_read()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        Tensor ids = arange(10).unsqueeze(0), expected = Logits();
        Rewrite(tensors =>
        {
            foreach (var (name, tensor) in tensors.ToArray())
            {
                tensors.Remove(name);
                tensors["transformer." + name] = tensor.to_type(ScalarType.BFloat16);
            }
            tensors["lm_head.weight"] = tensors["transformer.wte.weight"].clone();
        });
        Assert.True(Logits().allclose(expected, rtol: 0.05, atol: 0.2));

        Tensor Logits()
        {
            using Gpt gpt = GptFiles.Load(_folder);
            Assert.All(gpt.parameters(), parameter => Assert.Equal(ScalarType.Float32, parameter.dtype));
            return gpt.call(ids, null);
        }
    }

    [Fact]
    public void Weights_in_several_files_are_read_through_their_index()
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> all = SafeTensors.Load(Weights);
        var map = new JsonObject();
        for (int part = 0; part < 2; part++)
        {
            var half = all.Where((_, place) => place % 2 == part).ToDictionary();
            SafeTensors.Save(Path.Combine(_folder, $"model-{part}.safetensors"), half);
            foreach (string name in half.Keys)
                map[name] = $"model-{part}.safetensors";
        }
        File.Delete(Weights);
        Assert.Contains("expected model.safetensors, or model.safetensors.index.json", Assert.Throws<FileNotFoundException>(() => GptFiles.Load(_folder)).Message);
        File.WriteAllText(Weights + ".index.json", new JsonObject { ["weight_map"] = map }.ToString());
        using Gpt gpt = GptFiles.Load(_folder), expected = GptFiles.Load(GptTests.Tiny);
        foreach (var (one, other) in gpt.parameters().Zip(expected.parameters()))
            Assert.True(one.equal(other).all().ToBoolean());
    }

    [Theory]
    [InlineData(20, "bytes follow; the file is cut off")]   // within the header
    [InlineData(20_000, "the file is cut off")]   // within a tensor
    public void A_file_that_is_cut_short_is_told(int length, string message)
    {
        File.WriteAllBytes(Weights, File.ReadAllBytes(Weights)[..length]);
        string found = Assert.Throws<InvalidDataException>(() => GptFiles.Load(_folder)).Message;
        Assert.StartsWith(Weights, found);
        Assert.Contains(message, found);
    }

    private void Rewrite(Action<Dictionary<string, Tensor>> change)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = SafeTensors.Load(Weights);
        change(tensors);
        SafeTensors.Save(Weights, tensors);
    }
}
