using System.Reflection;
using AigcNotebooks.Api.Tests.Listing;
using TorchSharp;

namespace AigcNotebooks.Api.Tests;

/// <summary>The public API of the kit's assemblies as committed, one line a member: a change of it is seen in review.
/// <c>AIGC_ACCEPT_API=true ./aigc test Api</c> takes a change over.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData(typeof(torch))]
    [InlineData(typeof(Kit))]
    public void PublicApiIsAsCommitted(Type inAssembly)
    {
        var name = inAssembly.Assembly.GetName().Name!;
        var committed = Repository.Path("tests", "AigcNotebooks.Api.Tests", "Snapshots", $"{name}.txt");
        var received = Path.ChangeExtension(committed, ".received.txt");
        var actual = Write(inAssembly.Assembly);
        File.Delete(received);
        if (File.Exists(committed) && File.ReadAllText(committed) == actual)
            return;
        if (Environment.GetEnvironmentVariable("AIGC_ACCEPT_API") == "true")
        {
            File.WriteAllText(committed, actual);
            return;
        }
        File.WriteAllText(received, actual);
        string[] before = File.Exists(committed) ? [.. Lines(File.ReadAllText(committed))] : [], after = [.. Lines(actual)];
        Assert.Fail($"The public API of {name} is another than committed:\n"
            + string.Join('\n', before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).Take(60))
            + $"\nIt is in {received}. Where it is meant, run `AIGC_ACCEPT_API=true ./aigc test Api` and commit the snapshot.");
    }

    /// <summary>Each member with its type's name before it.</summary>
    private static IEnumerable<string> Lines(string snapshot)
    {
        var type = "";
        foreach (var line in snapshot.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return line[0] == ' ' ? $"{type}: {line.Trim()}" : type = line;
    }

    private static string Write(Assembly assembly) => string.Concat(Reflected.Types(assembly).SelectMany(type =>
        Reflected.Members(type).Select(member => $"  {member}\n").Prepend($"{Reflected.Header(type)}\n")));
}
