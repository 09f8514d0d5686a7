using AigcNotebooks.Api.Tests.Listing;
using Microsoft.CodeAnalysis;

namespace AigcNotebooks.Api.Tests.Stub;

/// <summary>The stub of TorchSharp, compiled once in memory.</summary>
internal static class StubAssembly
{
    private static readonly Lazy<MetadataReference> Compiled = new(() => Compiler.Library("TorchSharp", [("TorchSharp.stub.cs", new StubSource(ApiListing.Get()).Write())], Compiler.Framework));

    internal static MetadataReference TorchSharp => Compiled.Value;
}
