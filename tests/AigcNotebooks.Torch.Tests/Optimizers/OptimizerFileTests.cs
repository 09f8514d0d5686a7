using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Optimizers;

public sealed class OptimizerFileTests
{
    public static TheoryData<string> Kinds => [.. All.Keys];

    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> All = new()
    {
        ["SGD"] = p => optim.SGD(p, 0.1, momentum: 0.9),
        ["Adam"] = p => optim.Adam(p, amsgrad: true),
        ["AdamW"] = p => optim.AdamW(p, weight_decay: 0.1),
        ["RMSProp"] = p => optim.RMSProp(p, momentum: 0.5),
        ["Adagrad"] = p => optim.Adagrad(p),
        ["Adadelta"] = p => optim.Adadelta(p),
        ["Adamax"] = p => optim.Adamax(p),
        ["NAdam"] = p => optim.NAdam(p),
        ["RAdam"] = p => optim.RAdam(p),
        ["ASGD"] = p => optim.ASGD(p, t0: 1),
        ["Rprop"] = p => optim.Rprop(p),
    };

    [Theory, MemberData(nameof(Kinds))]
    public void A_loaded_optimizer_goes_on_as_the_saved_one(string kind)
    {
        using var scope = NewDisposeScope();
        Parameter[] saved = Start(), fromFile = Start(), copied = Start();
        using OptimizerHelper optimizer = All[kind](saved), reader = All[kind](fromFile), copier = All[kind](copied);
        for (int i = 0; i < 3; i++)
            Step(optimizer, saved, i);
        optimizer.ParamGroups.First().LearningRate = 0.07;

        using var file = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        reader.load_state_dict(new BinaryReader(file));
        Assert.Equal(file.Length, file.Position);
        copier.load_state_dict(optimizer.state_dict());
        foreach (var other in new[] { reader, copier })
            Assert.All(optimizer.state_dict().State.Zip(other.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));

        using (no_grad())
            for (int i = 0; i < saved.Length; i++)
                (fromFile[i].copy_(saved[i]), copied[i].copy_(saved[i])).ToString();
        Step(optimizer, saved, 3);
        Step(reader, fromFile, 3);
        Step(copier, copied, 3);
        Assert.Equal(0.07, reader.ParamGroups.First().LearningRate);
        for (int i = 0; i < saved.Length; i++)
            Assert.True(saved[i].Equals(fromFile[i]) && saved[i].Equals(copied[i]));
    }

    /// <summary>TorchSharp's format, byte for byte: the class's name, two counts, the options of each group, the state of each parameter.</summary>
    [Fact]
    public void Adams_file_has_TorchSharps_bytes()
    {
        using var scope = NewDisposeScope();
        var x = new Parameter(tensor(new float[] { 1, 2 }));
        using var adam = optim.Adam([x], 0.01, 0.8, 0.9, 1e-7, 0.5, maximize: true);
        x.grad = zeros_like(x);
        adam.step();

        using var expected = new MemoryStream();
        var writer = new BinaryWriter(expected);
        writer.Write("Adam");
        writer.Write((byte)1);
        writer.Write((byte)1);
        foreach (double option in new[] { 0.01, 0.01, 0.8, 0.9, 1e-7, 0.5 })
            writer.Write(option);
        writer.Write(false);
        writer.Write(true);
        writer.Write(1L);
        var state = (Adam.State)adam.state_dict().State[0];
        foreach (var moment in new[] { state.exp_avg, state.exp_avg_sq })
        {
            writer.Write([6, 1, 2]);
            foreach (float value in moment.data<float>())
                writer.Write(value);
        }
        writer.Write(false);

        using var actual = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(actual));
        Assert.Equal(expected.ToArray(), actual.ToArray());
    }

    [Fact]
    public void A_wrong_or_damaged_file_changes_nothing()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = Start();
        using var adam = optim.Adam(parameters, 0.01);
        Step(adam, parameters, 0);
        byte[] good = Saved(adam);
        Step(adam, parameters, 1);
        byte[] now = Saved(adam);

        using var sgd = optim.SGD(Start(), 0.1);
        Assert.Contains("expected 'Adam', but found 'SGD'", Assert.Throws<InvalidDataException>(() => Load(adam, Saved(sgd))).Message);
        using var fewer = optim.Adam(Start()[..1]);
        Assert.Contains("expected 2 parameters, found 1", Assert.Throws<ArgumentException>(() => Load(adam, Saved(fewer))).Message);
        using var otherShape = optim.Adam([new Parameter(ones(2, 3)), new Parameter(ones(7))]);
        Assert.Contains("shape", Assert.Throws<ArgumentException>(() => Load(adam, Saved(otherShape))).Message);
        Assert.Throws<InvalidDataException>(() => Load(adam, good[..^5]));
        Assert.Equal(now, Saved(adam));
        Load(adam, good);
        Assert.Equal(good, Saved(adam));
    }

    private static byte[] Saved(OptimizerHelper optimizer)
    {
        using var file = new MemoryStream();
        optimizer.save_state_dict(new BinaryWriter(file, Encoding.UTF8));
        return file.ToArray();
    }

    private static void Load(OptimizerHelper optimizer, byte[] file) => optimizer.load_state_dict(new BinaryReader(new MemoryStream(file)));

    private static Parameter[] Start() => [new Parameter(arange(6f).reshape(2, 3)), new Parameter(ones(4))];

    private static void Step(optim.Optimizer optimizer, Parameter[] parameters, int seed)
    {
        manual_seed(seed);
        foreach (Parameter parameter in parameters)
            parameter.grad = randn_like(parameter);
        optimizer.step();
    }
}
