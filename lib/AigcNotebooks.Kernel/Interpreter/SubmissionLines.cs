using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AigcNotebooks.Kernel.Interpreter;

/// <summary>Where in the users' text a stack frame stands, for single frames: the runtime itself looks up those of a whole trace or none,
/// which takes seconds at the bottom of a deep recursion.</summary>
internal static class SubmissionLines
{
    private static readonly ConditionalWeakTable<Assembly, MetadataReaderProvider> symbols = [];

    /// <param name="assembly">A submission's.</param>
    /// <param name="portablePdb">Its symbols.</param>
    internal static void Remember(Assembly assembly, MemoryStream portablePdb) =>
        symbols.Add(assembly, MetadataReaderProvider.FromPortablePdbImage(ImmutableCollectionsMarshal.AsImmutableArray(portablePdb.ToArray())));

    /// <returns>null for a frame that is not in a submission, or that the compiler made.</returns>
    internal static (string Path, int Line)? Of(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || !symbols.TryGetValue(method.Module.Assembly, out var provider))
            return null;
        var reader = provider.GetMetadataReader();
        var points = reader.GetMethodDebugInformation((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken)).GetSequencePoints();
        var point = points.LastOrDefault(point => !point.IsHidden && point.Offset <= frame.GetILOffset());
        return point.Document.IsNil ? null : (reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine);
    }
}
