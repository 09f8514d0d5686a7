namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Derivatives of functions of tensors.</summary>
        public static class functional
        {
            /// <summary>All derivatives of all outputs with respect to all inputs.</summary>
            /// <returns>For each output, then for each input, a tensor shaped like the output followed by the input; the caller's to dispose.</returns>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor[]> function, params Tensor[] inputs)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable recorded = enable_grad();
                Tensor[] leaves = [.. inputs.Select(input => input.detach().requires_grad_())];
                return [.. function(leaves).SelectMany(output => Rows(output, leaves)).Select(scope.MoveToOuter)];
            }

            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs) => jacobian(x => [function(x[0])], [inputs]).Single();

            public static IEnumerable<Tensor> jacobian(Func<Tensor, Tensor[]> function, Tensor inputs) => jacobian(x => function(x[0]), [inputs]);

            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor> function, params Tensor[] inputs) => jacobian(x => [function(x)], inputs);

            private static IEnumerable<Tensor> Rows(Tensor output, Tensor[] inputs)
            {
                Tensor flat = output.reshape(-1);
                IList<Tensor>[] rows = [.. Enumerable.Range(0, (int)flat.numel()).Select(i => output.requires_grad
                    ? grad([flat[i]], inputs, retain_graph: true, allow_unused: true)
                    : [.. inputs.Select(_ => new Tensor(0))])];
                for (int k = 0; k < inputs.Length; k++)
                {
                    Tensor input = inputs[k];
                    long[] shape = [.. output.shape, .. input.shape];
                    yield return rows.Length == 0 ? empty(shape, output.dtype) : stack(rows.Select(row => row[k].IsInvalid ? input.zeros_like() : row[k])).view(shape);
                }
            }
        }
    }
}
