using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters by name, in the order in which they were added.</summary>
    public class ParameterDict : nn.Module, IDictionary<string, Parameter>, IList<(string, Parameter)>
    {
        private readonly OrderedDict<string, Parameter> _items = new();

        public ParameterDict() : base(nameof(ParameterDict)) { }

        public int Count => _items.Count;
        public bool IsReadOnly => false;
        public ICollection<string> Keys => _items.Keys;
        public ICollection<Parameter> Values => _items.Values;

        /// <summary>Reading an unknown key is an error; writing one appends it.</summary>
        public Parameter this[string key]
        {
            get => _items[key];
            set => Change(() => _items[key] = Named((key, value)).Item2);
        }

        public (string, Parameter) this[int index]
        {
            get => _items[index];
            set => Change(() => _items[index] = Named(value));
        }

        public void Add((string, Parameter) item) => Change(() => _items.Add(Named(item)));
        public void Add(string key, Parameter value) => Add((key, value));
        public void Add(KeyValuePair<string, Parameter> item) => Add((item.Key, item.Value));
        public void Insert(int index, (string, Parameter) item) => Change(() => _items.Insert(index, Named(item)));
        public void Clear() => Change(_items.Clear);
        public void clear() => Clear();
        public bool Remove(string key) => Change(() => _items.Remove(key));
        public bool Remove((string, Parameter) item) => Change(() => _items.Remove(item));
        public bool Remove(KeyValuePair<string, Parameter> item) => Remove((item.Key, item.Value));
        public void RemoveAt(int index) => Change(() => _items.RemoveAt(index));
        public bool Contains((string, Parameter) item) => _items.Contains(item);
        public bool Contains(KeyValuePair<string, Parameter> item) => _items.Contains(item);
        public bool ContainsKey(string key) => _items.ContainsKey(key);
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Parameter value) => _items.TryGetValue(key, out value);
        public int IndexOf((string, Parameter) item) => _items.IndexOf(item);
        public void CopyTo((string, Parameter)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);
        public void CopyTo(KeyValuePair<string, Parameter>[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);
        public IEnumerable<string> keys() => Keys;
        public IEnumerable<Parameter> values() => Values;
        public IEnumerator<(string, Parameter)> items() => GetEnumerator();
        public IEnumerator<(string, Parameter)> GetEnumerator() => _items.GetEnumerator();
        IEnumerator<KeyValuePair<string, Parameter>> IEnumerable<KeyValuePair<string, Parameter>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, Parameter>>)_items).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents() { }

        private static (string, Parameter) Named((string name, Parameter value) item)
        {
            if (string.IsNullOrEmpty(item.name) || item.name.Contains('.'))
                throw new ArgumentException($"A parameter's name may be neither empty nor hold a dot; it is \"{item.name}\".", nameof(item));
            return item.value is null ? throw new ArgumentNullException(nameof(item), $"The parameter {item.name} is null.") : item;
        }

        private void Change(Action change) => Change(() => { change(); return true; });

        private bool Change(Func<bool> change)
        {
            bool changed = change();
            _internal_params.Clear();
            foreach ((string key, Parameter value) in _items)
                register_parameter(key, value);
            return changed;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ParameterDict ParameterDict(params (string, Modules.Parameter)[] parameters)
            {
                var dict = new Modules.ParameterDict();
                foreach ((string, Modules.Parameter) parameter in parameters)
                    dict.Add(parameter);
                return dict;
            }
        }
    }
}
