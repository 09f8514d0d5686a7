using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace AigcNotebooks.Tools.Bench;

/// <summary>A GPT of four layers, 128 wide with 4 heads, on batches of 12 times 64 letters: nanoGPT's setting for a CPU.</summary>
internal static class BenchGpt
{
    private const int Vocabulary = 65, Context = 64, Width = 128, Heads = 4, Layers = 4, Batch = 12;

    internal static Action Step()
    {
        var model = new Gpt();
        var adam = optim.AdamW(model.parameters(), 1e-3, 0.9, 0.99, weight_decay: 0.1);
        Tensor text = randint(Vocabulary, [Batch, Context + 1]);
        return () =>
        {
            using DisposeScope scope = NewDisposeScope();
            adam.zero_grad();
            Tensor loss = cross_entropy(model.call(text[.., ..^1]).reshape(-1, Vocabulary), text[.., 1..].reshape(-1));
            loss.backward();
            adam.step();
            loss.item<float>();
        };
    }

    private sealed class Gpt : Module<Tensor, Tensor>
    {
        private readonly Embedding tokens = Embedding(Vocabulary, Width), positions = Embedding(Context, Width);
        private readonly ModuleList<Block> blocks = ModuleList(Enumerable.Range(0, Layers).Select(_ => new Block()).ToArray());
        private readonly LayerNorm norm = LayerNorm(Width);
        private readonly Linear head = Linear(Width, Vocabulary, hasBias: false);
        private readonly Tensor mask = ones(Context, Context, @bool).triu(1);

        internal Gpt() : base(nameof(Gpt)) => RegisterComponents();

        public override Tensor forward(Tensor text)
        {
            Tensor x = tokens.call(text) + positions.call(arange(text.shape[1]));
            foreach (Block block in blocks)
                x = block.call(x, mask);
            return head.call(norm.call(x));
        }
    }

    private sealed class Block : Module<Tensor, Tensor, Tensor>
    {
        private readonly LayerNorm norm1 = LayerNorm(Width), norm2 = LayerNorm(Width);
        private readonly Linear attention = Linear(Width, 3 * Width), projection = Linear(Width, Width);
        private readonly Linear wide = Linear(Width, 4 * Width), narrow = Linear(4 * Width, Width);

        internal Block() : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor x, Tensor mask)
        {
            (long batch, long time) = (x.shape[0], x.shape[1]);
            Tensor[] qkv = attention.call(norm1.call(x)).view(batch, time, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4).unbind(0);
            Tensor scores = (qkv[0].matmul(qkv[1].transpose(-2, -1)) / Math.Sqrt(Width / Heads)).masked_fill(mask, double.NegativeInfinity);
            x = x + projection.call(scores.softmax(-1).matmul(qkv[2]).transpose(1, 2).reshape(batch, time, Width));
            return x + narrow.call(gelu(wide.call(norm2.call(x))));
        }
    }
}
