namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by dotted name: the tensors themselves, no copies. One that two modules share
            /// stands under both names.</summary>
            /// <param name="destination">Where to put them; names that it already holds stay.</param>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string own, Modules.Parameter parameter) in named_parameters())
                    destination.TryAdd(before + own, parameter);
                foreach ((string own, Tensor buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(before + own, buffer);
                foreach ((string child, Module module) in named_children())
                    module.state_dict(destination, before + child);
                return destination;
            }

            /// <summary>Copies <paramref name="source"/>'s values into the tensors of this module's <see cref="state_dict"/>: all, or, where
            /// something does not fit, none.</summary>
            /// <param name="strict">Both must hold the same names.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <exception cref="InvalidOperationException"><paramref name="strict"/>, and the names differ; or a shape differs. The message names them.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                bool Counts(string key) => skip?.Contains(key) != true;
                string[] missing = [.. own.Keys.Where(key => Counts(key) && !source.ContainsKey(key))];
                string[] unexpected = [.. source.Keys.Where(key => Counts(key) && !own.ContainsKey(key))];
                if (strict && missing.Length + unexpected.Length > 0)
                    throw new InvalidOperationException($"The state does not fit the module. Missing: [{string.Join(", ", missing)}]; unexpected: [{string.Join(", ", unexpected)}].");
                (string key, Tensor target, Tensor value)[] pairs =
                    [.. own.Where(entry => Counts(entry.Key) && source.ContainsKey(entry.Key)).Select(entry => (entry.Key, entry.Value, source[entry.Key]))];
                foreach ((string key, Tensor target, Tensor value) in pairs)
                    if (!target.shape.SequenceEqual(value.shape))
                        throw new InvalidOperationException($"The state does not fit the module: {key} has the shape {Shown(value.shape)} there and {Shown(target.shape)} here.");
                using (no_grad())
                    foreach ((_, Tensor target, Tensor value) in pairs)
                        target.copy_(value);
                return (missing, unexpected);
            }

            private static string Shown(long[] shape) => $"[{string.Join(", ", shape)}]";
        }
    }
}
