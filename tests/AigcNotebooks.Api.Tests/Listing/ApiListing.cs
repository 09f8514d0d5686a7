namespace AigcNotebooks.Api.Tests.Listing;

/// <summary>TorchSharp's public API, read from the listing that <c>AIGC_TORCHSHARP_API</c> names.</summary>
internal sealed class ApiListing
{
    private static readonly Lazy<ApiListing?> Loaded = new(() => Path is { Length: > 0 } path ? new ApiListing(File.ReadLines(path)) : null);

    internal ApiListing(IEnumerable<string> lines)
    {
        ListedType? current = null;
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            if (line[0] != ' ')
            {
                current = line.StartsWith("Tensorboard ", StringComparison.Ordinal) ? null : ListedType.ParseHeader(line) ?? throw new FormatException($"no type: {line}");
                if (current is not null)
                    Types.Add(current);
            }
            else
            {
                current?.Add(line.Trim());
            }
        }
        // A name that two namespaces share stands for the first.
        ByKey = Types.GroupBy(type => type.Name.Key).ToDictionary(group => group.Key, group => group.First());
    }

    /// <summary>Says why a test has nothing to compare with.</summary>
    internal const string Absent = "AIGC_TORCHSHARP_API names no file: TorchSharp's API listing is not on this machine.";

    private static string? Path => Environment.GetEnvironmentVariable("AIGC_TORCHSHARP_API");

    /// <summary>In the listing's order. The protocol buffers of TensorBoard are left out.</summary>
    internal List<ListedType> Types { get; } = [];

    internal Dictionary<string, ListedType> ByKey { get; }

    /// <summary>The listing; skips the running test where the machine has none.</summary>
    internal static ApiListing Get()
    {
        Assert.SkipWhen(Loaded.Value is null, Absent);
        return Loaded.Value!;
    }

    /// <summary>A type and what it derives from, each with what the type parameters of the latter stand for.</summary>
    internal IEnumerable<(ListedType Type, Dictionary<string, TypeName> Arguments)> Lineage(ListedType type)
    {
        var arguments = new Dictionary<string, TypeName>();
        for (var current = type; ; )
        {
            yield return (current, arguments);
            if (current.Base?.Substitute(arguments) is not { } name || !ByKey.TryGetValue(name.Key, out var parent))
                yield break;
            arguments = parent.TypeParameters.Zip(name.Parts.SelectMany(part => part.Arguments)).ToDictionary(pair => pair.First, pair => pair.Second);
            current = parent;
        }
    }
}
