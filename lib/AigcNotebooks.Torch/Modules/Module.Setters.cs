using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>What a layer's setter does: the new parameter takes the old one's name and lives as long as the module, whatever scope
            /// it was made in; the old one is disposed.</summary>
            private protected void Replace(ref Parameter? field, Parameter? value, string name)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, value);
            }

            /// <summary><see cref="Replace(ref Parameter?, Parameter?, string)"/> for a buffer.</summary>
            private protected void Replace(ref Tensor? field, Tensor? value, string name)
            {
                if (!ReferenceEquals(field, value))
                    field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterBuffer(name, value);
            }
        }
    }
}
