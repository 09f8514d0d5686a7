namespace AigcNotebooks.Data;

/// <summary>Puts a vocabulary and merges together, and says where they do not fit.</summary>
/// <param name="source">The vocabulary's file, for messages.</param>
/// <param name="ids">Tokens as files write them, and their ids.</param>
internal sealed class BytePairBuilder(string source, Dictionary<string, int> ids)
{
    private readonly BytePairMerges _merges = new(ids.Count);

    /// <param name="parts">Two tokens.</param>
    /// <param name="written">What the file has, for messages.</param>
    /// <param name="where">File and line, for messages.</param>
    internal void AddMerge(string[] parts, string written, string where)
    {
        if (parts is not [{ Length: > 0 } left, { Length: > 0 } right])
            throw new InvalidDataException($"{where}: expected two tokens with one blank between them; found \"{written}\".");
        if (!_merges.TryAdd(IdOf(left), IdOf(right), IdOf(left + right)))
            throw new InvalidDataException($"{where}: the merge of \"{left}\" and \"{right}\" stands there for the second time.");

        int IdOf(string token) => ids.TryGetValue(token, out int id) ? id
            : throw new InvalidDataException($"{where}: \"{token}\" of the merge \"{written}\" is no token of {source}.");
    }

    /// <param name="special">Names of tokens that are no text; those that the vocabulary lacks are left out.</param>
    internal BytePairTokenizer Build(IEnumerable<string> special)
    {
        var found = special.Where(ids.ContainsKey).ToDictionary(name => name, name => ids[name]);
        var bytes = new byte[ids.Count][];
        foreach (var (token, id) in ids)
        {
            if (id < 0 || id >= bytes.Length || bytes[id] is not null)
                throw new InvalidDataException($"{source}: expected each of the ids 0 to {bytes.Length - 1} once; \"{token}\" has {id}{(id >= 0 && id < bytes.Length ? ", as another token" : "")}.");
            bytes[id] = found.ContainsKey(token) ? System.Text.Encoding.UTF8.GetBytes(token) : ByteAlphabet.Read(token)
                ?? throw new InvalidDataException($"{source}: \"{token}\" (id {id}) has a character that stands for no byte in GPT-2's table; this is no byte-level tokenizer.");
        }
        foreach (byte b in ByteAlphabet.Order)
            if (!ids.ContainsKey(ByteAlphabet.Write([b])))
                throw new InvalidDataException($"{source}: expected a token for each of the 256 bytes; there is none for 0x{b:X2} (\"{ByteAlphabet.Write([b])}\").");
        return new BytePairTokenizer(bytes, _merges, found);
    }
}
