using AigcNotebooks.Data;
using AigcNotebooks.Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Tests.Models;

/// <summary>The network beside an independent PyTorch implementation's numbers (tests/parity/gpt.py), on a tiny random model in Hugging Face's layout.</summary>
public sealed class GptTests
{
    internal static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "parity", "gpt2-tiny");

    [Fact]
    public void The_smallest_GPT_2_has_124_439_808_parameters_under_their_published_names()
    {
        GptConfig config = GptConfig.Gpt2;
        // Counted without making them: 500 MB.
        long block = 2 * 2 * config.Width + config.Width * 3L * config.Width + 3 * config.Width + config.Width * (long)config.Width + config.Width
            + 2 * 4L * config.Width * config.Width + 5 * config.Width;
        using var small = new Gpt(new GptConfig(11, 7, 12, 2, 3));
        long Expected(GptConfig c, long b) => (long)(c.VocabularySize + c.ContextLength) * c.Width + c.Layers * b + 2 * c.Width;
        Assert.Equal(124_439_808, Expected(config, block));
        long smallBlock = 2 * 2 * 12 + 12 * 36 + 36 + 12 * 12 + 12 + 2 * 4 * 12 * 12 + 5 * 12;
        Assert.Equal(Expected(new GptConfig(11, 7, 12, 2, 3), smallBlock), small.parameters().Sum(p => p.numel()));
        using SafeTensorsFile file = SafeTensorsFile.Open(Path.Combine(Tiny, "model.safetensors"));
        Assert.Equal(file.Entries.Keys.Where(name => !name.EndsWith(".attn.bias")).Order(), small.named_parameters().Select(p => p.name).Order());
    }

    [Fact]
    public void Logits_are_PyTorchs_to_four_digits()
    {
        using var python = new PyTorchLosses("gpt.json");
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using Gpt gpt = GptFiles.Load(Tiny);
        long[][] prompts = python.Get<long[][]>("prompts");
        double[][] expected = python.Get<double[][]>("logits");
        for (int i = 0; i < prompts.Length; i++)
            AssertClose(expected[i], gpt.call(tensor(prompts[i]).unsqueeze(0), null)[0, -1]);
        double[][] whole = python.Get<double[][]>("whole");
        Tensor all = gpt.call(tensor(prompts[2]).unsqueeze(0), null)[0];
        for (int i = 0; i < whole.Length; i++)
            AssertClose(whole[i], all[i]);
    }

    [Fact]
    public void With_the_cache_logits_are_the_same_whether_tokens_come_one_by_one_or_some_at_a_time()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using Gpt gpt = GptFiles.Load(Tiny);
        Tensor ids = randint(0, 61, [3, 24], ScalarType.Int64), expected = gpt.call(ids, null);
        foreach (int[] lengths in new int[][] { [.. Enumerable.Repeat(1, 24)], [10, 1, 1, 7, 5], [24] })
        {
            using var cache = new KeyValueCache(24);
            int start = 0;
            foreach (int length in lengths)
            {
                Tensor logits = gpt.call(ids.narrow(1, start, length), cache);
                Assert.True(logits.allclose(expected.narrow(1, start, length), atol: 1e-4), $"tokens {start} to {start + length}");
                Assert.Equal(start += length, cache.Length);
            }
            Assert.Equal(2 * 2 * 3 * 24 * 12 * 4, cache.Bytes);
            Assert.Contains("found 25", Assert.Throws<ArgumentException>(() => gpt.call(ids[.., ..1], cache)).Message);
        }
        // One row takes another way through the layers: matrix times vector.
        using var single = new KeyValueCache(24);
        for (int place = 0; place < 24; place++)
            Assert.True(gpt.call(ids[..1].narrow(1, place, 1), single).allclose(expected[..1].narrow(1, place, 1), atol: 1e-4));
    }

    [Fact]
    public void In_bfloat16_a_prompt_and_what_follows_give_nearly_the_logits_of_float32()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using Gpt whole = GptFiles.Load(Tiny), half = GptFiles.Load(Tiny);
        half.to(ScalarType.BFloat16);
        Tensor ids = arange(8).unsqueeze(0);
        using KeyValueCache cache = new(24), halfCache = new(24);
        foreach (var (start, length) in new[] { (0, 5), (5, 1), (6, 2) })
        {
            Tensor expected = whole.call(ids.narrow(1, start, length), cache), found = half.call(ids.narrow(1, start, length), halfCache);
            Assert.Equal(ScalarType.BFloat16, found.dtype);
            // 8 bits a number, 7 of them behind the point.
            double error = (found.to_type(ScalarType.Float32) - expected).abs().mean().ToDouble(), spread = expected.std().ToDouble();
            Assert.True(error < 0.03 * spread, $"tokens {start} to {start + length}: off by {error:F3} on average, where logits spread by {spread:F3}");
        }
        Assert.Equal(cache.Bytes, 2 * halfCache.Bytes);
    }

    [Fact]
    public void No_token_sees_a_later_one()
    {
        using var scope = NewDisposeScope();
        using Gpt gpt = GptFiles.Load(Tiny);
        Tensor ids = randint(0, 61, [1, 12], ScalarType.Int64), changed = ids.clone();
        changed[0, 7] = (ids[0, 7] + 1) % 61;
        Tensor difference = (gpt.call(ids, null) - gpt.call(changed, null)).abs().amax(2)[0];
        Assert.Equal(0, difference[..7].max().ToSingle());
        Assert.True(difference[7..].min().ToSingle() > 0);
        foreach (Tensor map in gpt.Attention(ids))
        {
            Assert.Equal([1L, 3, 12, 12], map.shape);
            Assert.True(map.sum(-1).allclose(ones(1, 3, 12)));
            Assert.Equal(0, map.triu(1).abs().max().ToSingle());
        }
    }

    [Fact]
    public void The_first_20_losses_are_PyTorchs()
    {
        using var python = new PyTorchLosses("gpt.json");
        manual_seed(0);
        using var gpt = new Gpt(new GptConfig(65, 32, 48, 2, 3));
        Tensor[] batches = [.. Enumerable.Range(0, 20).Select(_ => (randint(0, 65, [4, 1], ScalarType.Int64) + arange(33)) % 65)];
        using var trainer = new GptTrainer(gpt, 3e-3);
        double[] expected = python.Get<double[]>("losses");
        for (int step = 0; step < expected.Length; step++)
            PyTorchLosses.AssertClose(expected[step], trainer.Step(batches[step]), $"step {step}", 1e-4);
    }

    [Fact]
    public void The_rate_rises_then_falls()
    {
        using var gpt = new Gpt(new GptConfig(5, 4, 4, 1, 1));
        using var trainer = new GptTrainer(gpt, 1e-2);
        double Rate(long step)
        {
            trainer.SetRate(step, 1000, warmUp: 10);
            Assert.Equal(2, trainer.Optimizer.ParamGroups.Count());
            return trainer.Optimizer.ParamGroups.Select(group => group.LearningRate).Distinct().Single();
        }
        Assert.Equal(1e-3, Rate(1), 4);
        Assert.Equal(1e-2, Rate(10), 4);
        Assert.Equal(0.51e-2, Rate(500), 4);
        Assert.Equal(0.02e-2, Rate(1000), 6);
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_has_the_losses_that_it_would_have_had()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("aigc-gpt-").FullName, "run.safetensors");
        long[] ids = [.. Enumerable.Range(0, 500).Select(i => (long)(i * i % 11))];
        double[] Losses(Gpt gpt, GptTrainer trainer, TextWindows windows, long from, long to) =>
            [.. Enumerable.Range((int)from, (int)(to - from)).Select(step =>
            {
                trainer.SetRate(step, 8, warmUp: 2);
                using Tensor batch = windows.Batch(step, 4);
                return trainer.Step(batch);
            })];
        using var windows = new TextWindows(ids, 8, seed: 3);
        manual_seed(0);
        using var gpt = new Gpt(new GptConfig(11, 8, 12, 2, 3));
        using var trainer = new GptTrainer(gpt, 1e-2);
        Losses(gpt, trainer, windows, 1, 5);
        new AigcNotebooks.Training.Checkpoint().Add("gpt", gpt, trainer.Optimizer).Save(path, 4);
        double[] expected = Losses(gpt, trainer, windows, 5, 9);
        manual_seed(1);
        using var other = new Gpt(new GptConfig(11, 8, 12, 2, 3));
        using var otherTrainer = new GptTrainer(other, 1e-2);
        Assert.Equal(4, new AigcNotebooks.Training.Checkpoint().Add("gpt", other, otherTrainer.Optimizer).Load(path));
        Assert.Equal(expected, Losses(other, otherTrainer, windows, 5, 9));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void A_step_leaves_no_tensor_behind()
    {
        using var gpt = new Gpt(new GptConfig(5, 4, 4, 1, 1));
        using var trainer = new GptTrainer(gpt);
        using Tensor ids = zeros(2, 5, dtype: ScalarType.Int64);
        trainer.Step(ids);
        using var scope = NewDisposeScope();
        trainer.Step(ids);
        Assert.Equal(0, scope.DisposablesCount);
        // Nor one that belongs to no scope.
        long before = Tensor.TotalCount;
        trainer.Step(ids);
        Assert.True(Tensor.TotalCount <= before, $"{Tensor.TotalCount} tensors, before {before}");
    }

    [Fact]
    public void What_is_no_batch_of_ids_is_refused()
    {
        using var scope = NewDisposeScope();
        using var gpt = new Gpt(new GptConfig(5, 4, 4, 1, 2));
        Assert.Contains("expected token ids", Assert.Throws<ArgumentException>(() => gpt.call(zeros(1, 2), null)).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("at most 4 tokens", Assert.Throws<ArgumentException>(() => gpt.call(zeros(1, 5, dtype: ScalarType.Int64), null)).Message);
        Assert.Contains("multiple of Heads", Assert.Throws<ArgumentException>(() => new Gpt(new GptConfig(5, 4, 5, 1, 2))).Message);
        Assert.Contains("Layers to be at least 1", Assert.Throws<ArgumentException>(() => new Gpt(new GptConfig(5, 4, 4, 0, 2))).Message);
    }

    private static void AssertClose(double[] expected, Tensor found)
    {
        float[] values = found.data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-4);
    }
}
