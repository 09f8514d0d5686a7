namespace AigcNotebooks.Data;

/// <summary>
/// The SplitMix64 generator (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// </summary>
/// <remarks>
/// <see cref="Random"/> may change between .NET versions, and sine, logarithm and the like between C libraries. This generator uses
/// integers, and its real numbers come from one exact conversion and one rounding, so a seed gives the same digits for ever and everywhere.
/// </remarks>
internal struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator whose sequence is unrelated to those of other indices under the same seed.</summary>
    public static SplitMix64 ForItem(ulong seed, ulong index) => new(Mix(Mix(seed) + index * 0xD1342543DE82EF95UL));

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>A whole number, uniform in [0, <paramref name="exclusiveMax"/>); the bias is below 2⁻³² for small ranges.</summary>
    public int Next(int exclusiveMax) => (int)(((NextUInt64() >> 32) * (ulong)exclusiveMax) >> 32);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + (high - low) * ((NextUInt64() >> 40) * (1f / (1 << 24)));

    /// <summary>
    /// Near normal with mean 0 and deviation 1, within ±3.47: the sum of four uniform numbers, the 16-bit lanes of one draw.
    /// Box and Muller's formula would need a logarithm and a cosine, which differ in the last bit between machines.
    /// </summary>
    public float Normal()
    {
        var bits = NextUInt64();
        var sum = (int)(bits & 0xFFFF) + (int)((bits >> 16) & 0xFFFF) + (int)((bits >> 32) & 0xFFFF) + (int)(bits >> 48);
        return (sum - 2 * 65535) * (1.7320508f / 65536f);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
