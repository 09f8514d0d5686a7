using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What all modules share: parameters, buffers and submodules, by name, in the order in which they were registered.
        /// Fields of a derived class are registered by <see cref="RegisterComponents"/> under their own names.</summary>
        public class Module : IDisposable
        {
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected string name;
            private bool _areComponentsRegistered;
            private bool _disposed;

            protected Module(string name) => this.name = name;

            /// <summary>Whether layers that act differently in training (dropout, batch normalisation) do so; true at first.</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            /// <summary>Registers every field that holds a module, a parameter or a tensor (a buffer), once. Call it at the end of a
            /// derived class's constructor.</summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                    return;
                foreach (FieldInfo field in Fields())
                {
                    string component = ComponentName(field);
                    if (_internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component) || _internal_submodules.ContainsKey(component))
                        continue;
                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(component, tensor);
                            break;
                    }
                }
                _areComponentsRegistered = true;
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                if (!_internal_params.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <param name="persistent">Whether the buffer is part of the <see cref="state_dict"/>.</param>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <exception cref="ArgumentException">The name is empty or holds a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.'))
                    throw new ArgumentException($"A module's name may be neither empty nor hold a dot; it is \"{name}\".", nameof(name));
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }
                submodule.RegisterComponents();
                if (!_internal_submodules.TryAdd(name, submodule))
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
            }

            /// <summary>Registers <paramref name="value"/> in place of what bore the name before, as a setter does; null takes the name away.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else
                    _internal_params[name] = value;
            }

            /// <inheritdoc cref="ConditionallyRegisterParameter(string, Parameter?)"/>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else
                    _internal_buffers[name] = (value, persistent);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules.Select(m => (m.Item1, m.Item2));

            public virtual IEnumerable<Module> children() => _internal_submodules.Values;

            /// <summary>All modules below this one, by dotted name, without this one.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string child, Module module) in named_children())
                {
                    yield return (child, module);
                    foreach ((string below, Module inner) in module.named_modules())
                        yield return ($"{child}.{below}", inner);
                }
            }

            /// <summary>This module and all below it.</summary>
            public virtual IEnumerable<Module> modules() => named_modules().Select(m => m.module).Prepend(this);

            /// <summary>The parameters by dotted name; one that is used twice comes once.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                return Own(this, "").Where(p => seen.Add(p.parameter));

                IEnumerable<(string name, Parameter parameter)> Own(Module module, string prefix)
                {
                    foreach ((string own, Parameter parameter) in module._internal_params)
                        yield return (prefix + own, parameter);
                    if (!recurse)
                        yield break;
                    foreach ((string child, Module submodule) in module.named_children())
                        foreach ((string below, Parameter parameter) in submodule.named_parameters())
                            yield return ($"{prefix}{child}.{below}", parameter);
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                foreach ((string own, (Tensor buffer, bool persistent)) in _internal_buffers)
                    if (persistent || include_nonpersistent)
                        yield return (own, buffer);
                if (!recurse)
                    yield break;
                foreach ((string child, Module module) in named_children())
                    foreach ((string below, Tensor buffer) in module.named_buffers(recurse, include_nonpersistent))
                        yield return ($"{child}.{below}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(b => b.buffer);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(p => p.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(b => b.name == target).buffer;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>Parameters and persistent buffers by dotted name: the tensors themselves, no copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string before = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach ((string own, Parameter parameter) in named_parameters())
                    destination.TryAdd(before + own, parameter);
                foreach ((string own, Tensor buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(before + own, buffer);
                return destination;
            }

            /// <summary>Copies <paramref name="source"/>'s values into the tensors of this module's <see cref="state_dict"/>.</summary>
            /// <exception cref="InvalidOperationException"><paramref name="strict"/>, and the names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                string[] missing = [.. own.Keys.Where(key => !source.ContainsKey(key))];
                string[] unexpected = [.. source.Keys.Where(key => !own.ContainsKey(key))];
                if (strict && missing.Length + unexpected.Length > 0)
                    throw new InvalidOperationException($"The state does not fit the module. Missing: [{string.Join(", ", missing)}]; unexpected: [{string.Join(", ", unexpected)}].");
                using (no_grad())
                    foreach ((string key, Tensor value) in own)
                        if (source.TryGetValue(key, out Tensor? given) && skip?.Contains(key) != true)
                            value.copy_(given);
                return (missing, unexpected);
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (Module child in children())
                    child.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Sets <see cref="training"/> here and below.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (Module child in children())
                    child.train(train);
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                    ZeroGrad(parameter, set_to_none);
            }

            internal static void ZeroGrad(Parameter parameter, bool setToNone)
            {
                if (setToNone)
                {
                    parameter.grad = null;
                    return;
                }
                using Tensor? grad = parameter.grad;
                grad?.zero_();
            }

            /// <summary>Moves parameters and buffers in place: every reference to them stays good.</summary>
            internal void MoveTo(Device? device, ScalarType? dtype)
            {
                if (dtype is { } type && !type.IsFloatingPoint())
                    throw new ArgumentException($"nn.Module.to only accepts floating point types, but got {type}.", nameof(dtype));
                using IDisposable noGrad = no_grad();
                foreach (Tensor tensor in parameters().Concat(buffers()))
                {
                    ScalarType target = tensor.dtype.IsFloatingPoint() ? dtype ?? tensor.dtype : tensor.dtype;
                    using Tensor moved = tensor.to(target, device ?? tensor.device).DetachFromDisposeScope();
                    tensor.SetData(moved);
                    using Tensor? grad = tensor.grad?.DetachFromDisposeScope();
                    if (grad is null)
                        continue;
                    using Tensor movedGrad = grad.to(target, device ?? tensor.device).DetachFromDisposeScope();
                    tensor.grad = movedGrad;
                }
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (_disposed || !disposing)
                    return;
                _disposed = true;
                foreach (Tensor tensor in parameters(recurse: false).Concat(buffers(recurse: false)).ToArray())
                    tensor.Dispose();
                foreach (Module child in children())
                    child.Dispose();
            }

            private IEnumerable<FieldInfo> Fields()
            {
                var seen = new HashSet<string>();
                for (Type? type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                    foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        if (seen.Add(field.Name))
                            yield return field;
            }

            private static string ComponentName(FieldInfo field) =>
                field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
        }
    }
}
