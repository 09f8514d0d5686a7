using System.Text.Json;
using AigcNotebooks.Kernel.Display;
using AigcNotebooks.Kernel.Interpreter;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>The interpreter's records as fields of Jupyter messages.</summary>
internal static class JsonWriting
{
    /// <summary>Writes `ename`, `evalue` and `traceback`.</summary>
    internal static void WriteTo(this CellError error, Utf8JsonWriter writer)
    {
        writer.WriteString("ename", error.Name);
        writer.WriteString("evalue", MimeBundle.WellFormed(error.Message));
        writer.WriteStartArray("traceback");
        foreach (var line in error.Traceback)
            writer.WriteStringValue(MimeBundle.WellFormed(line));
        writer.WriteEndArray();
    }

    internal static void WriteEmptyObject(this Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
