namespace AigcNotebooks.Data;

/// <summary>
/// A download under way: in memory, and as far as the disk allows in a <c>.part</c> file from which a later attempt goes on.
/// A disk that is full or not writable costs the copy on disk, never the download.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly Action<string> _notice;
    private readonly MemoryStream _content = new();
    private FileStream? _file;

    /// <summary>Opens <c>target.part</c> for this process alone and reads what an earlier attempt left there.</summary>
    /// <param name="target">The file in the cache that this download will become.</param>
    /// <param name="notice">Is told, in one sentence, when nothing can be kept on disk.</param>
    public PartialFile(string target, Action<string> notice)
    {
        (_target, _notice) = (target, notice);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            _file = new FileStream(PartPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            if (!File.Exists(PartPath))
                throw new IOException("another process has just finished this download");
            ReadOrigin();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUpDisk(e);
        }
    }

    /// <summary>Where the bytes so far came from; null when there are none.</summary>
    public Uri? Origin { get; private set; }

    /// <summary>The mirror's mark for this version of the file (a strong ETag or a date, for If-Range); null if it gave none.</summary>
    public string? Validator { get; private set; }

    /// <summary>Whole length that the mirror announced, in bytes; null if it did not.</summary>
    public long? Total { get; private set; }

    /// <summary>Bytes so far.</summary>
    public long Length => _content.Length;

    private string PartPath => _target + ".part";

    private string OriginPath => _target + ".part.origin";

    /// <summary>Forgets what is there and starts anew with bytes from <paramref name="origin"/>.</summary>
    public void Start(Uri origin, string? validator, long? total)
    {
        Discard();
        (Origin, Validator, Total) = (origin, validator, total);
        OnDisk(_ => File.WriteAllLines(OriginPath, [origin.AbsoluteUri, validator ?? "", total?.ToString() ?? ""]));
    }

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlyMemory<byte> bytes)
    {
        _content.Write(bytes.Span);
        OnDisk(file => file.Write(bytes.Span));
    }

    /// <summary>Drops all bytes, here and on disk.</summary>
    public void Discard()
    {
        _content.SetLength(0);
        (Origin, Validator, Total) = (null, null, null);
        OnDisk(file =>
        {
            File.Delete(OriginPath);
            file.SetLength(0);
            file.Position = 0;
        });
    }

    /// <summary>The bytes, to read from their start.</summary>
    public Stream Content => new MemoryStream(_content.GetBuffer(), 0, (int)_content.Length, writable: false);

    /// <summary>Puts the checked file in its place in the cache, in one step.</summary>
    public void Commit()
    {
        OnDisk(file =>
        {
            file.Flush(flushToDisk: true);
            // Windows moves no open file. Elsewhere the lock is held until the file has its name: nobody else may go on writing to it.
            if (OperatingSystem.IsWindows())
                file.Dispose();
            File.Move(PartPath, _target, overwrite: true);
            File.Delete(OriginPath);
        });
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Closes the part file; what is in it stays for a later attempt, an empty one goes.</summary>
    public void Dispose()
    {
        if (_file is not null && Length == 0)
            OnDisk(_ => File.Delete(PartPath));
        _file?.Dispose();
        _content.Dispose();
    }

    private void ReadOrigin()
    {
        if (_file!.Length > 0 && File.Exists(OriginPath)
            && File.ReadAllLines(OriginPath) is [var origin, var validator, var total]
            && Uri.TryCreate(origin, UriKind.Absolute, out var uri))
        {
            Origin = uri;
            Validator = validator.Length > 0 ? validator : null;
            Total = long.TryParse(total, out var length) ? length : null;
            _file.CopyTo(_content);
        }
        else
        {
            // Bytes of unknown origin fit no mirror's file for certain.
            Discard();
        }
    }

    private void OnDisk(Action<FileStream> action)
    {
        if (_file is null)
            return;
        try
        {
            action(_file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GiveUpDisk(e);
        }
    }

    private void GiveUpDisk(Exception reason)
    {
        var ours = _file is not null;
        _file?.Dispose();
        _file = null;
        try
        {
            if (ours)
            {
                File.Delete(PartPath);
                File.Delete(OriginPath);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left behind, a part is checked like any other before it is used.
        }
        _notice($"{Path.GetFileName(_target)} is not kept in the cache ({reason.Message.TrimEnd('.')}): it will be downloaded again next time.");
    }
}
