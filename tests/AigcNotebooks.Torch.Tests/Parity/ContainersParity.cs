using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class ContainersParity
{
    private static readonly Golden Golden = new("containers")
    {
        { "Sequential", () => Sequential(Linear(3, 4), Tanh(), Dropout(0.5), Linear(4, 2)) },
        { "every container", () => new Kept() },
        { "clip_grad_norm_", x => Clipped(p => nn.utils.clip_grad_norm_(p, 0.5)) },
        { "clip_grad_norm_ loose", x => Clipped(p => nn.utils.clip_grad_norm_(p, 1e6)) },
        { "clip_grad_norm_ 1", x => Clipped(p => nn.utils.clip_grad_norm_(p, 0.5, norm_type: 1)) },
        { "clip_grad_norm_ inf", x => Clipped(p => nn.utils.clip_grad_norm_(p, 0.1, norm_type: double.PositiveInfinity)) },
        { "clip_grad_value_", x => Clipped(p => { nn.utils.clip_grad_value_(p, 0.05); return null; }) },
        { "parameters_to_vector", x => nn.utils.parameters_to_vector(Trained().parameters()) },
        { "vector_to_parameters", x => { Sequential model = Trained(); nn.utils.vector_to_parameters(x[0], model.parameters()); return model.parameters().ToArray(); } },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("26", Assert.Throws<ArgumentException>(() => nn.utils.vector_to_parameters(rand(25), Trained().parameters())).Message);
    }

    private static Sequential Trained()
    {
        Sequential model = Sequential(Linear(3, 4), Tanh(), Linear(4, 2));
        model.call(ones(2, 3)).square().sum().backward();
        return model;
    }

    private static Tensor[] Clipped(Func<IEnumerable<Parameter>, double?> clip)
    {
        Sequential model = Trained();
        double? norm = clip(model.parameters());
        return [.. norm is { } n ? new[] { tensor(n) } : [], .. model.parameters().Select(p => p.grad!)];
    }

    private sealed class Kept : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Linear> layers = ModuleList(Linear(3, 4), Linear(4, 4));
        private readonly ModuleDict<Linear> heads = ModuleDict(("up", Linear(4, 5)), ("down", Linear(5, 2)));
        private readonly ParameterList scales = ParameterList(nn.Parameter(rand(4)), nn.Parameter(rand(4)));
        private readonly Tensor shift = ones(2);

        internal Kept() : base(nameof(Kept)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            foreach ((Linear layer, Parameter scale) in layers.Zip(scales))
                input = layer.call(input).tanh() * scale;
            return heads["down"].call(heads["up"].call(input)) + shift;
        }
    }
}
