using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Parameters by number; "0", "1", … are their names.</summary>
    public class ParameterList : nn.Module, IList<Parameter>
    {
        private readonly List<Parameter> _list = [];

        public ParameterList(params Parameter[] parameters) : base(nameof(ParameterList)) => extend(parameters);

        public int Count => _list.Count;
        public bool IsReadOnly => false;

        public Parameter this[int index]
        {
            get => _list[index];
            set => Change(() => _list[index] = Some(value));
        }

        public void Add(Parameter item) => Change(() => _list.Add(Some(item)));
        public void append(params Parameter[] parameters) => extend(parameters);
        public void extend(IEnumerable<Parameter> parameters) => Change(() => _list.AddRange(parameters.Select(Some)));
        public void Insert(int index, Parameter item) => Change(() => _list.Insert(index, Some(item)));
        public void Clear() => Change(_list.Clear);
        public void RemoveAt(int index) => Change(() => _list.RemoveAt(index));

        public bool Remove(Parameter item)
        {
            int index = IndexOf(item);
            if (index >= 0)
                RemoveAt(index);
            return index >= 0;
        }

        public bool Contains(Parameter item) => IndexOf(item) >= 0;
        public int IndexOf(Parameter item) => _list.FindIndex(other => ReferenceEquals(other, item));
        public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);
        public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        protected override void RegisterComponents() { }

        private static Parameter Some(Parameter item) => item ?? throw new ArgumentNullException(nameof(item), "A ParameterList holds no null.");

        /// <summary>The names follow the places.</summary>
        private void Change(Action change)
        {
            change();
            _internal_params.Clear();
            for (int i = 0; i < _list.Count; i++)
                register_parameter(i.ToString(), _list[i]);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.ParameterList ParameterList(params Modules.Parameter[] parameters) => new(parameters);
        }
    }
}
