namespace Microsoft.DotNet.Interactive;

/// <summary>What <see cref="Kernel.password"/> was given. It shows itself as asterisks, so that a cell that ends in it gives nothing away.</summary>
public sealed class PasswordString
{
    private readonly string text;

    internal PasswordString(string text) => this.text = text;

    /// <summary>The password itself.</summary>
    public string GetClearTextPassword() => text;

    /// <summary>Asterisks.</summary>
    public override string ToString() => new('*', 8);
}
