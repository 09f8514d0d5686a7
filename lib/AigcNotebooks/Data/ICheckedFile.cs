namespace AigcNotebooks.Data;

/// <summary>What a file of a data set must hold, so that a copy can be told from a damaged or another one.</summary>
internal interface ICheckedFile
{
    /// <summary>As the mirrors and the cache call it.</summary>
    string FileName { get; }

    /// <summary>About how many bytes it has; a download of much more cannot be it.</summary>
    long Length { get; }

    /// <summary>Reads its content and checks it to the last byte.</summary>
    /// <param name="content">Seekable, read from its start.</param>
    /// <param name="where">What an error calls the file.</param>
    /// <exception cref="InvalidDataException">It is damaged, or another file; the message says what was expected and found.</exception>
    byte[] Read(Stream content, string where);
}
