using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Tools.Bench;

/// <summary>The steps that `bench` takes the time of. Each builds a model and returns its training step, the published plain loop; its twin in
/// Python has the same name (<c>tests/bench/steps.py</c>).</summary>
internal static class BenchSteps
{
    internal static readonly IReadOnlyDictionary<string, Func<Action>> All = new Dictionary<string, Func<Action>>
    {
        ["gan"] = ModelSteps.Gan,
        ["vae"] = ModelSteps.Vae,
        ["residualvae"] = ModelSteps.ResidualVae,
        ["autoencoder"] = SelfSupervisedSteps.Autoencoder,
        ["contrast"] = SelfSupervisedSteps.Contrast,
        ["maskedimages"] = SelfSupervisedSteps.MaskedImages,
        ["positions"] = SelfSupervisedSteps.Positions,
        ["maskedwords"] = SelfSupervisedSteps.MaskedWords,
        ["video"] = () => ModelSteps.Video(4, 16, 64),
        ["videodenoiser"] = () => ModelSteps.Video(4, 8, 32),
        ["videogan"] = ModelSteps.VideoGan,
        ["text2image"] = ModelSteps.TextToImage,
        ["text2video"] = ModelSteps.TextToVideo,
        ["multimodal"] = ModelSteps.MultiModal,
        ["image2video"] = ModelSteps.ImageTextToVideo,
        ["fusion"] = ModelSteps.MultimodalFusion,
        ["witnesses"] = ModelSteps.Witnesses,
        ["chargpt"] = ModelSteps.CharacterGpt,
        ["gpt2token"] = () => ModelSteps.Gpt2Token(ScalarType.Float32),
        ["gpt2token16"] = () => ModelSteps.Gpt2Token(ScalarType.BFloat16),
        ["gpt"] = BenchGpt.Step,
        ["lstm"] = Lstm,
        ["add"] = Add,
        ["loader"] = Loader,
    };

    private static Action Lstm()
    {
        (var embedding, var recurrent, var head) = (Embedding(65, 64), LSTM(64, 128, batchFirst: true), Linear(128, 65));
        var adam = optim.Adam(new nn.Module[] { embedding, recurrent, head }.SelectMany(module => module.parameters()), 1e-3);
        Tensor text = randint(65, [32, 65]);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            (Tensor hidden, _, _) = recurrent.call(embedding.call(text[.., ..^1]));
            Tensor loss = cross_entropy(head.call(hidden).reshape(-1, 65), text[.., 1..].reshape(-1));
            loss.backward();
            adam.step();
            loss.item<float>();
        };
    }

    /// <summary>A thousand additions of ten numbers: a step of 1 ms is 1 µs an operator, its disposal included.</summary>
    private static Action Add()
    {
        (Tensor x, Tensor y) = (rand(10), rand(10));
        return () =>
        {
            for (int i = 0; i < 1000; i++)
                x.add(y).Dispose();
        };
    }

    /// <summary>A hundred batches of 64 from 60,000 rows of 784.</summary>
    private static Action Loader()
    {
        var data = torch.utils.data.TensorDataset(rand(60_000, 784), randint(10, [60_000]));
        var batches = torch.utils.data.DataLoader(data, 64, shuffle: true);
        return () =>
        {
            foreach (var _ in batches.Take(100))
            {
            }
        };
    }
}
