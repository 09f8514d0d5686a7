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

    /// <summary>Writes `data`, `metadata` and `transient` of something shown.</summary>
    internal static void WriteDisplay(this Utf8JsonWriter writer, MimeBundle data, string displayId)
    {
        writer.WriteData(data);
        writer.WriteStartObject("transient");
        writer.WriteString("display_id", displayId);
        writer.WriteEndObject();
    }

    /// <summary>Writes `data` and `metadata`.</summary>
    internal static void WriteData(this Utf8JsonWriter writer, MimeBundle data)
    {
        writer.WriteStartObject("data");
        data.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEmptyObject("metadata");
    }

    internal static void WriteEmptyObject(this Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
