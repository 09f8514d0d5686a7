namespace AigcNotebooks.Data;

/// <summary>A printable character for each byte, so that tokens of any bytes can be written in text files: GPT-2's table.</summary>
/// <remarks>Radford and others, "Language models are unsupervised multitask learners", 2019, §2.2. The 188 bytes that Latin-1 prints stand for themselves; the others, in order, are U+0100 and on: the blank is Ġ.</remarks>
internal static class ByteAlphabet
{
    /// <summary>The bytes in the order in which GPT-2 numbers them: those that are printed first.</summary>
    internal static readonly byte[] Order =
    [
        .. Enumerable.Range(0, 256).Where(IsPrinted).Select(b => (byte)b),
        .. Enumerable.Range(0, 256).Where(b => !IsPrinted(b)).Select(b => (byte)b),
    ];

    private static readonly char[] Characters = new char[256];
    private static readonly Dictionary<char, byte> Bytes = [];

    static ByteAlphabet()
    {
        int printed = Enumerable.Range(0, 256).Count(IsPrinted);
        for (int place = 0; place < Order.Length; place++)
        {
            char character = place < printed ? (char)Order[place] : (char)(256 + place - printed);
            Characters[Order[place]] = character;
            Bytes.Add(character, Order[place]);
        }
    }

    /// <summary>Bytes as characters.</summary>
    internal static string Write(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
            characters[i] = Characters[bytes[i]];
        return new string(characters);
    }

    /// <summary>The bytes that characters stand for; null where one stands for none.</summary>
    internal static byte[]? Read(string characters)
    {
        var bytes = new byte[characters.Length];
        for (int i = 0; i < bytes.Length; i++)
            if (!Bytes.TryGetValue(characters[i], out bytes[i]))
                return null;
        return bytes;
    }

    private static bool IsPrinted(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
