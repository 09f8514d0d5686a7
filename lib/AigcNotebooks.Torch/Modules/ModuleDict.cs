using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by name, in the order in which they were added.</summary>
    public class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)> where T : nn.Module
    {
        private readonly OrderedDict<string, T> _items = new();

        public ModuleDict() : base(nameof(ModuleDict<T>)) { }

        public int Count => _items.Count;
        public bool IsReadOnly => false;
        public ICollection<string> Keys => _items.Keys;
        public ICollection<T> Values => _items.Values;

        /// <summary>Reading an unknown key is an error; writing one appends it.</summary>
        public T this[string key]
        {
            get => _items[key];
            set => Change(() => _items[key] = Named((key, value)).Item2);
        }

        public (string, T) this[int index]
        {
            get => _items[index];
            set => Change(() => _items[index] = Named(value));
        }

        public void Add((string, T) item) => Change(() => _items.Add(Named(item)));
        public void Add(string key, T value) => Add((key, value));
        public void Add(KeyValuePair<string, T> item) => Add((item.Key, item.Value));
        public void Insert(int index, (string, T) item) => Change(() => _items.Insert(index, Named(item)));
        public void Clear() => Change(_items.Clear);
        public void clear() => Clear();
        public bool Remove(string key) => Change(() => _items.Remove(key));
        public bool Remove((string, T) item) => Change(() => _items.Remove(item));
        public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));
        public void RemoveAt(int index) => Change(() => _items.RemoveAt(index));
        public bool Contains((string, T) item) => _items.Contains(item);
        public bool Contains(KeyValuePair<string, T> item) => _items.Contains(item);
        public bool ContainsKey(string key) => _items.ContainsKey(key);
        public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _items.TryGetValue(key, out value);
        public int IndexOf((string, T) item) => _items.IndexOf(item);
        public void CopyTo((string, T)[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);
        public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => _items.CopyTo(array, arrayIndex);
        public IEnumerable<string> keys() => Keys;
        public IEnumerable<T> values() => Values;
        public IEnumerator<(string, T)> items() => GetEnumerator();
        public IEnumerator<(string, T)> GetEnumerator() => _items.GetEnumerator();
        IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, T>>)_items).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents() { }

        private static (string, T) Named((string name, T value) item)
        {
            if (string.IsNullOrEmpty(item.name) || item.name.Contains('.'))
                throw new ArgumentException($"A module's name may be neither empty nor hold a dot; it is \"{item.name}\".", nameof(item));
            return item.value is null ? throw new ArgumentNullException(nameof(item), $"The module {item.name} is null.") : item;
        }

        private void Change(Action change) => Change(() => { change(); return true; });

        private bool Change(Func<bool> change)
        {
            bool changed = change();
            ClearModules();
            foreach ((string key, T value) in _items)
                register_module(key, value);
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
            public static Modules.ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static Modules.ModuleDict<T> ModuleDict<T>(params (string, T)[] modules) where T : Module
            {
                var dict = new Modules.ModuleDict<T>();
                foreach ((string, T) module in modules)
                    dict.Add(module);
                return dict;
            }
        }
    }
}
