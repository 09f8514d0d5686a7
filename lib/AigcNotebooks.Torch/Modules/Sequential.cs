using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules one after the other. They are named "0", "1", … where no names are given.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            foreach ((string name, nn.Module<Tensor, Tensor> submodule) in modules)
                append(name, submodule);
        }

        protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
        {
            foreach (nn.Module<Tensor, Tensor> module in modules)
                append(module);
        }

        public int Count => _internal_submodules.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => (nn.IModule<Tensor, Tensor>)_internal_submodules[index].Item2;

        /// <summary>A new module of the same layers, under the same names, from start on and before end.</summary>
        /// <exception cref="IndexOutOfRangeException">There are fewer layers.</exception>
        [IndexerName("SequentialItems")]
        public Sequential this[(int? start, int? end) index] => Slice(index.start ?? 0, index.end ?? Count);

        [IndexerName("SequentialItems")]
        public Sequential this[Range index] => Slice(index.Start.GetOffset(Count), index.End.GetOffset(Count));

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            ArgumentNullException.ThrowIfNull(module);
            add_module(name, (nn.Module)module);
            return this;
        }

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(), module);

        public override Tensor forward(Tensor tensor)
        {
            if (Count == 0)
                return tensor.alias();
            Tensor result = tensor;
            foreach (nn.Module module in _internal_submodules.Values)
            {
                Tensor next = ((nn.IModule<Tensor, Tensor>)module).call(result);
                // An intermediate result is of no use to anyone but the graph, which keeps what it needs.
                if (!ReferenceEquals(result, tensor) && !ReferenceEquals(result, next))
                    result.Dispose();
                result = next;
            }
            return result;
        }

        protected override void RegisterComponents() { }

        private Sequential Slice(int start, int end)
        {
            SequentialRange.Check(start, end, Count);
            var slice = new Sequential(Array.Empty<nn.Module<Tensor, Tensor>>());
            for (int i = start; i < end; i++)
                slice.append(_internal_submodules[i].Item1, this[i]);
            return slice;
        }
    }

    internal static class SequentialRange
    {
        internal static void Check(int start, int end, int count)
        {
            if (start < 0 || start > count || end < 0 || end > count)
                throw new IndexOutOfRangeException($"A Sequential of {count} modules has none from {start} to {end}.");
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());
            public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);
            public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);
            public static Modules.Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);
            public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);
            public static Modules.Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) => new([.. modules.Select(m => (m.Item1, m.Item2))]);
            public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new([.. modules]);
        }
    }
}
