using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <remarks>The file format is TorchSharp's: a count, then for each tensor its name and the tensor (<see cref="TensorFile"/>).</remarks>
        public partial class Module
        {
            /// <summary>Writes the <see cref="state_dict"/>, under a temporary name first: a crash leaves the old file.</summary>
            /// <param name="skip">Names to leave out.</param>
            public Module save(string location, IList<string>? skip = null)
            {
                TensorFile.Replace(location, writer => save(writer, skip));
                return this;
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            /// <param name="stream">Is closed afterwards, as TorchSharp does.</param>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                KeyValuePair<string, Tensor>[] entries = [.. sd.Where(entry => skip?.Contains(entry.Key) != true)];
                TensorFile.WriteCount(writer, entries.Length);
                foreach ((string key, Tensor tensor) in entries)
                {
                    writer.Write(key);
                    TensorFile.Write(writer, tensor);
                }
            }

            /// <summary>Copies a file's values into this module: all, or, where something does not fit, none.</summary>
            /// <param name="strict">The file must hold just this module's names.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Gets each name of the file, and whether the module has it.</param>
            /// <exception cref="ArgumentException">The file's names, types or shapes do not fit the module.</exception>
            /// <exception cref="InvalidDataException">The file is cut off, or was not written by <see cref="save(string, IList{string})"/>.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                    throw new FileNotFoundException($"There is no file {location} to load {GetName()} from.", location);
                using FileStream stream = File.OpenRead(location);
                return load(stream, strict, skip, loadedParameters);
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                long count = TensorFile.ReadCount(reader, "the number of tensors");
                if (strict && count != own.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {own.Count}, but found {count} entries.");
                var found = new Dictionary<string, bool>();
                var read = new Dictionary<string, Tensor>();
                try
                {
                    for (long i = 0; i < count; i++)
                    {
                        string key = TensorFile.ReadName(reader);
                        if (!found.TryAdd(key, own.TryGetValue(key, out Tensor? target)))
                            throw new InvalidDataException($"The file holds {key} twice.");
                        if (strict && target is null)
                            throw new ArgumentException($"Mismatched module state names: the module has no parameter or buffer named '{key}'.");
                        if (target is null || skip?.Contains(key) == true)
                            TensorFile.Skip(reader, key);
                        else
                            read.Add(key, TensorFile.ReadLike(reader, target, key));
                    }
                    using (no_grad())
                        foreach ((string key, Tensor value) in read)
                            own[key].copy_(value);
                }
                finally
                {
                    foreach (Tensor value in read.Values)
                        value.Dispose();
                }
                foreach ((string key, bool known) in found)
                    loadedParameters?.Add(key, known);
                return this;
            }

            /// <inheritdoc cref="load(string, bool, IList{string}, Dictionary{string, bool})"/>
            /// <param name="stream">Is closed afterwards, as TorchSharp does.</param>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            /// <summary>A new <typeparamref name="T"/> with the values of a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
