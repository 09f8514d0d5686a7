namespace TorchSharp.Native;

/// <summary>This thread's autocast, for the kit's library: TorchSharp has no name for it, so nothing public here may bear one.
/// <c>AigcNotebooks.Training.Autocast</c> finds this type by reflection.</summary>
internal static class AutocastState
{
    /// <summary>Casts to <paramref name="dtype"/>, or, where that is negative, not at all. Returns what was before.</summary>
    /// <param name="nesting">1 where a scope begins, −1 where it ends; the end of the outermost forgets the weights that were cast.</param>
    internal static int Set(int dtype, int nesting)
    {
        int before = NativeMethods.aigc_autocast();
        NativeMethods.aigc_set_autocast(dtype, nesting);
        return before;
    }
}
