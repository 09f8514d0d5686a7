using System.Security.Cryptography;
using AigcNotebooks.Data;
using static TorchSharp.torch;

namespace AigcNotebooks.Metrics;

/// <summary>A judge's weights: a safetensors file that is committed under <c>data/judges</c> and travels inside the assembly.</summary>
internal static class JudgeFile
{
    /// <summary>The committed file.</summary>
    /// <param name="name">Of the file, without folder and ending.</param>
    internal static byte[] Committed(string name)
    {
        using Stream resource = typeof(JudgeFile).Assembly.GetManifestResourceStream($"AigcNotebooks.judges.{name}.safetensors")
            ?? throw new InvalidOperationException($"This build of AigcNotebooks carries no judge of {name}: data/judges/{name}.safetensors was missing when it was built. Run './aigc judge train {name}'.");
        var file = new byte[resource.Length];
        resource.ReadExactly(file);
        return file;
    }

    /// <summary>The first 12 hexadecimal digits of the file's SHA-256.</summary>
    internal static string Id(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file))[..12];

    /// <summary>Gives the judge the file's weights and puts it into evaluation mode.</summary>
    /// <param name="source">What errors call the file.</param>
    internal static void Restore(nn.Module judge, byte[] file, string source)
    {
        Dictionary<string, Tensor> state = SafeTensors.Read(file, source);
        judge.load_state_dict(state);
        foreach (Tensor tensor in state.Values)
            tensor.Dispose();
        judge.eval();
    }
}
