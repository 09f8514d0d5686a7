namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, element type and device only.</summary>
    Metadata,
    /// <summary>Metadata, then the elements in aligned columns.</summary>
    Julia,
    /// <summary>Nested brackets.</summary>
    Numpy,
    /// <summary>Metadata, then nested braces as in C# source.</summary>
    CSharp,
    /// <summary>The style of <see cref="torch.TensorStringStyle"/>.</summary>
    Default,
}
