using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>All modules below this one by dotted name, the children first; without this one.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module module) child in named_children())
                    yield return child;
                foreach ((string child, Module module) in named_children())
                    foreach ((string below, Module inner) in module.named_modules())
                        yield return ($"{child}.{below}", inner);
            }

            /// <summary>All modules below this one, without this one.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module);

            /// <summary>The parameters by dotted name; one that is used twice comes once.</summary>
            /// <param name="recurse">Those of the modules below, too.</param>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string own, Parameter parameter) in _internal_params)
                    if (!parameter.IsInvalid && seen.Add(parameter))
                        yield return (own, parameter);
                if (!recurse)
                    yield break;
                foreach ((string child, Module module) in named_children())
                    foreach ((string below, Parameter parameter) in module.named_parameters(true))
                        if (seen.Add(parameter))
                            yield return ($"{child}.{below}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers by dotted name; one that is used twice comes once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach ((string own, (Tensor buffer, bool persistent)) in _internal_buffers)
                    if ((persistent || include_nonpersistent) && !buffer.IsInvalid && seen.Add(buffer))
                        yield return (own, buffer);
                if (!recurse)
                    yield break;
                foreach ((string child, Module module) in named_children())
                    foreach ((string below, Tensor buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer))
                            yield return ($"{child}.{below}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            /// <param name="target">A dotted name.</param>
            /// <returns>Null where there is none of that name.</returns>
            public virtual Parameter? get_parameter(string target)
            {
                if (_internal_params.TryGetValue(target, out Parameter? parameter))
                    return parameter;
                return Below(target, out string rest) is { } module ? module.get_parameter(rest) : null;
            }

            /// <param name="target">A dotted name.</param>
            /// <returns>Null where there is none of that name.</returns>
            public virtual Tensor? get_buffer(string target)
            {
                if (_internal_buffers.TryGetValue(target, out (Tensor, bool) buffer))
                    return buffer.Item1;
                return Below(target, out string rest) is { } module ? module.get_buffer(rest) : null;
            }

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The child that a dotted name begins with, and what follows.</summary>
            private Module? Below(string target, out string rest)
            {
                int dot = target.IndexOf('.');
                rest = target[(dot + 1)..];
                return dot > 0 && _internal_submodules.TryGetValue(target[..dot], out Module? child) ? child : null;
            }
        }
    }
}
