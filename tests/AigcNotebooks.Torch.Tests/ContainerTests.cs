using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AigcNotebooks.Torch.Tests;

public sealed class ContainerTests
{
    private sealed class Everything : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Module<Tensor, Tensor>> layers = ModuleList<Module<Tensor, Tensor>>(Linear(2, 2), ReLU());
        private readonly ModuleDict<Module<Tensor, Tensor>> heads = ModuleDict<Module<Tensor, Tensor>>(("up", Linear(2, 3)), ("down", Linear(2, 1)));
        private readonly ParameterList scales = ParameterList(nn.Parameter(ones(2)), nn.Parameter(zeros(2)));
        private readonly ParameterDict shifts = ParameterDict(("left", nn.Parameter(ones(1))));

        internal Everything() : base(nameof(Everything))
        {
            RegisterComponents();
            layers.append(Linear(2, 2));
        }

        public override Tensor forward(Tensor input) => heads["down"].call(layers.Aggregate(input * scales[0], (x, layer) => layer.call(x)));
    }

    [Fact]
    public void What_containers_hold_is_part_of_the_module_whenever_it_was_added()
    {
        using var scope = NewDisposeScope();
        using var net = new Everything();
        Assert.Equal(["layers.0.weight", "layers.0.bias", "layers.2.weight", "layers.2.bias", "heads.up.weight", "heads.up.bias", "heads.down.weight", "heads.down.bias",
            "scales.0", "scales.1", "shifts.left"], net.named_parameters().Select(p => p.name));
        net.call(ones(4, 2)).sum().backward();
        Assert.NotNull(net.get_parameter("scales.0")!.grad);
        net.to(ScalarType.Float64);
        Assert.All(net.parameters(), p => Assert.Equal(ScalarType.Float64, p.dtype));
        Assert.Equal(ScalarType.Float64, net.get_parameter("scales.0")!.grad!.dtype);
        Assert.True(net.has_parameter("layers.2.bias"));
        Assert.False(net.has_parameter("layers.1.bias"));
    }

    [Fact]
    public void Lists_rename_what_follows_a_change()
    {
        using var a = Linear(1, 1);
        using var b = Linear(2, 2);
        using var c = Linear(3, 3);
        using var list = ModuleList(a, b);
        list.Insert(1, c);
        Assert.Equal([a, c, b], list);
        Assert.Same(b, list.named_children().Single(child => child.name == "2").module);
        Assert.True(list.Remove(c));
        Assert.False(list.Remove(c));
        Assert.Equal(["0", "1"], list.named_children().Select(child => child.name));
        Assert.Equal(1, list.IndexOf(b));
        list[0] = c;
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], list.named_parameters().Select(p => p.name));
        Assert.Equal(9, list.get_parameter("0.weight")!.numel());
        Assert.Throws<ArgumentNullException>(() => list.Add(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.RemoveAt(7));
    }

    [Fact]
    public void Dictionaries_keep_their_order_and_are_read_both_ways()
    {
        using var dict = ParameterDict(("b", nn.Parameter(zeros(1))), ("a", nn.Parameter(zeros(2))));
        dict["c"] = nn.Parameter(zeros(3));
        dict["b"] = nn.Parameter(zeros(4));
        Assert.Equal(["b", "a", "c"], dict.keys());
        Assert.Equal([4L, 2L, 3L], dict.values().Select(p => p.numel()));
        Assert.Equal("a", dict[1].Item1);
        Assert.True(dict.Remove("a"));
        Assert.False(dict.ContainsKey("a"));
        Assert.Equal(["b", "c"], dict.named_parameters().Select(p => p.name));
        Assert.Throws<ArgumentException>(() => dict.Add("b", nn.Parameter(zeros(1))));
        Assert.Throws<ArgumentException>(() => dict.Add("x.y", nn.Parameter(zeros(1))));
        Assert.Throws<KeyNotFoundException>(() => dict["a"]);
        Assert.Equal(2, dict.Count);
    }

    [Fact]
    public void A_sequential_is_indexed_sliced_and_appended_to()
    {
        using var scope = NewDisposeScope();
        using var layers = Sequential(Linear(2, 3), ReLU(), Linear(3, 4)).append(Sigmoid()).append("last", Linear(4, 1));
        Assert.Equal(5, layers.Count);
        Assert.IsType<Linear>(layers[0]);
        Assert.Equal(["0", "1", "2", "3", "last"], layers.named_children().Select(child => child.name));
        var x = rand(2, 2);
        Tensor expected = layers.call(x);
        Assert.True(layers[3..].call(layers[(null, 3)].call(x)).allclose(expected));
        Assert.Equal(["3", "last"], layers[^2..].named_children().Select(child => child.name));
        Assert.Throws<IndexOutOfRangeException>(() => layers[(2, 9)]);
        Assert.Equal(0, Sequential().Count);
        Assert.True(Sequential().call(x).Equals(x));
        Assert.Equal(2, Sequential(Tuple.Create<string, Module<Tensor, Tensor>>("a", ReLU()), Tuple.Create<string, Module<Tensor, Tensor>>("b", ReLU())).Count);
    }

    private sealed class Pair : Sequential<Tensor, Tensor, Tensor>
    {
        internal Pair(params Module[] modules) : base(modules) { }

        public override Tensor forward(Tensor input1, Tensor input2) => ((Module<Tensor, Tensor>)this[0]).call(input1) + ((Module<Tensor, Tensor>)this[1]).call(input2);

        protected override Sequential<Tensor, Tensor, Tensor> Slice(int start, int end) => new Pair([.. children().Skip(start).Take(end - start)]);
    }

    [Fact]
    public void A_sequential_of_ones_own_takes_two_inputs()
    {
        using var scope = NewDisposeScope();
        using var pair = new Pair(Linear(2, 3), Linear(4, 3));
        Assert.Equal([5L, 3L], pair.call(rand(5, 2), rand(5, 4)).shape);
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias"], pair.named_parameters().Select(p => p.name));
        Assert.Equal(1, pair[1..].Count);
    }

    private sealed class Shared : Module<Tensor, Tensor>
    {
        private readonly Linear first = Linear(3, 3);
        private readonly Linear second;
        private readonly Tensor table = arange(3);
        private readonly Parameter counts = nn.Parameter(arange(3), requires_grad: false);

        internal Shared() : base(nameof(Shared))
        {
            second = first;
            RegisterComponents();
            register_buffer("scratch", zeros(2), persistent: false);
        }

        public override Tensor forward(Tensor input) => second.call(first.call(input));
    }

    [Fact]
    public void What_is_shared_is_counted_once_and_saved_under_both_names()
    {
        using var net = new Shared();
        Assert.Equal(["counts", "first.weight", "first.bias"], net.named_parameters().Select(p => p.name));
        Assert.Equal(["table", "scratch"], net.named_buffers().Select(b => b.name));
        Assert.Equal(["table"], net.named_buffers(include_nonpersistent: false).Select(b => b.name));
        Dictionary<string, Tensor> state = net.state_dict(prefix: "net");
        Assert.Equal(["net.counts", "net.first.bias", "net.first.weight", "net.second.bias", "net.second.weight", "net.table"], state.Keys.Order(StringComparer.Ordinal));
        Assert.Same(state["net.first.weight"], state["net.second.weight"]);
        net.half();
        Assert.Equal(ScalarType.Float16, net.get_parameter("second.weight")!.dtype);
        Assert.Equal(ScalarType.Float16, net.get_buffer("scratch")!.dtype);
        Assert.Equal(ScalarType.Int64, net.get_buffer("table")!.dtype);
        Assert.Equal(ScalarType.Int64, net.get_parameter("counts")!.dtype);
        Assert.Throws<ArgumentException>(() => net.@int());
    }

    [Fact]
    public void A_wrong_shape_in_a_state_is_named_and_nothing_is_copied()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Linear(2, 2), Linear(2, 2));
        Tensor before = net.get_parameter("0.weight")!.clone();
        Dictionary<string, Tensor> state = net.state_dict().ToDictionary(entry => entry.Key, entry => ones_like(entry.Value));
        state["1.bias"] = ones(3);
        var e = Assert.Throws<InvalidOperationException>(() => net.load_state_dict(state));
        Assert.Contains("1.bias has the shape [3] there and [2] here", e.Message);
        Assert.True(before.Equals(net.get_parameter("0.weight")!));
        Assert.Empty(net.load_state_dict(state, skip: ["1.bias"]).missing_keys);
        Assert.True(net.get_parameter("0.weight")!.Equals(ones(2, 2)));
    }

    [Fact]
    public void Disposing_frees_what_is_below_and_modules_go_in_the_documented_order()
    {
        var inner = Sequential(Linear(1, 1));
        var net = Sequential(inner, ReLU());
        Assert.Equal(["0", "1", "0.0"], net.named_modules().Select(m => m.name));
        Assert.Equal(3, net.modules().Count());
        var visited = new List<string>();
        net.apply(module => visited.Add(module.GetName()));
        Assert.Equal(["Linear", "Sequential", "ReLU", "Sequential"], visited);
        Parameter weight = inner.parameters().First();
        net.Dispose();
        net.Dispose();
        Assert.True(weight.IsInvalid);
    }
}
