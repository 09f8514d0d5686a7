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
        public partial class Module : IDisposable
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

            /// <exception cref="ArgumentNullException">There is no tensor, or it was disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                    throw new ArgumentNullException(nameof(param), $"Parameter {name} is null, or was disposed.");
                if (!_internal_params.TryAdd(name, param))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
            }

            /// <param name="persistent">Whether the buffer is part of the <see cref="state_dict"/>.</param>
            /// <exception cref="ArgumentNullException">There is no tensor, or it was disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                    throw new ArgumentNullException(nameof(tensor), $"Buffer {name} is null, or was disposed.");
                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
            }

            /// <param name="submodule">Null to forget the one of that name.</param>
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

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers <paramref name="value"/> in place of the parameter of that name, or, where null, forgets that one. For the
            /// setter of a property that holds a parameter.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null)
                    _internal_params.Remove(name);
                else
                    _internal_params[name] = value;
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value) => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Registers <paramref name="value"/> in place of the buffer of that name, or, where null, forgets that one.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                    _internal_buffers.Remove(name);
                else
                    _internal_buffers[name] = (value, persistent);
            }

            protected void ClearModules() => _internal_submodules.Clear();

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());

            /// <summary>Runs <paramref name="fn"/> on every module below, then on this one.</summary>
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

            /// <summary>Frees the parameters and buffers here and below.</summary>
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
                foreach (Tensor tensor in _internal_params.Values.Concat(_internal_buffers.Values.Select(b => b.Item1)).ToArray())
                    tensor.Dispose();
                foreach (Module child in children())
                    child.Dispose();
            }

            /// <summary>Makes <paramref name="data"/> a parameter of this module, which no dispose scope owns: the module outlives the scope
            /// that it was made in.</summary>
            private protected Parameter Own(string name, Tensor data, bool requires_grad = true)
            {
                var parameter = new Parameter(data, requires_grad);
                parameter.DetachFromDisposeScope();
                register_parameter(name, parameter);
                return parameter;
            }

            /// <summary>Puts <paramref name="value"/> in the place of <paramref name="field"/>, which is freed.</summary>
            private protected void Replace(string name, ref Parameter? field, Parameter? value)
            {
                if (ReferenceEquals(field, value))
                    return;
                field?.Dispose();
                field = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(name, value);
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
