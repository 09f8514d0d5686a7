namespace AigcNotebooks.Tools;

/// <summary>A verb's arguments: <c>--name value</c> pairs, and the rest in order.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _named = [];

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing.</exception>
    internal Options(string[] args, params string[] names)
    {
        var rest = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--"))
                rest.Add(args[i]);
            else if (!names.Contains(args[i]))
                throw new ArgumentException($"unknown option {args[i]}; known: {string.Join(", ", names)}");
            else if (++i == args.Length)
                throw new ArgumentException($"{args[i - 1]} needs a value");
            else
                _named[args[i - 1]] = args[i];
        }
        Rest = rest;
    }

    internal IReadOnlyList<string> Rest { get; }

    internal string Text(string name, string otherwise) => _named.GetValueOrDefault(name, otherwise);

    internal int Number(string name, int otherwise) =>
        !_named.TryGetValue(name, out string? text) ? otherwise
        : int.TryParse(text, out int number) && number > 0 ? number
        : throw new ArgumentException($"{name} must be a whole number above 0; it is '{text}'");
}
