using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules by number; "0", "1", … are their names.</summary>
    public class ModuleList<T> : nn.Module, IList<T> where T : nn.Module
    {
        private readonly List<T> _list = [];

        public ModuleList(params T[] modules) : base(nameof(ModuleList<T>)) => extend(modules);

        public int Count => _list.Count;
        public bool IsReadOnly => false;

        public T this[int index]
        {
            get => _list[index];
            set => Change(() => _list[index] = Some(value));
        }

        public void Add(T item) => Change(() => _list.Add(Some(item)));
        public void append(params T[] parameters) => extend(parameters);
        public void extend(IEnumerable<T> modules) => Change(() => _list.AddRange(modules.Select(Some)));
        public void Insert(int index, T item) => Change(() => _list.Insert(index, Some(item)));
        public void Clear() => Change(_list.Clear);
        public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));

        public bool Remove(T item)
        {
            int index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        public bool Contains(T item) => IndexOf(item) >= 0;
        public int IndexOf(T item) => _list.FindIndex(other => ReferenceEquals(other, item));
        public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
        public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents() { }

        private static T Some(T item) => item ?? throw new ArgumentNullException(nameof(item), "A ModuleList holds no null.");

        /// <summary>The names follow the places.</summary>
        private void Change(Action change)
        {
            change();
            ClearModules();
            for (int i = 0; i < _list.Count; i++)
                register_module(i.ToString(), _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ModuleList<Module> ModuleList(params Module[] modules) => new(modules);
            public static Modules.ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);
        }
    }
}
