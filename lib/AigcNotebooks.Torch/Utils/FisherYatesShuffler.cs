using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The numbers from 0 to <c>size</c> − 1 in a random order, drawn from .NET's <see cref="Random"/> as TorchSharp draws it: with a seed the
/// same order on each pass, without one a new order.</summary>
public class FisherYatesShuffler(long size, int? seed = null) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        var random = seed is { } given ? new Random(given) : new Random();
        var order = new long[size];
        for (long i = 0; i < size; i++)
        {
            long place = (((long)random.Next() << 32) + (uint)random.Next()) % (i + 1);
            (order[i], order[place]) = (order[place], i);
        }
        return ((IEnumerable<long>)order).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
