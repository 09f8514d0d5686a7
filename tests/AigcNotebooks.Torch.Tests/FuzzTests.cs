using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests;

/// <summary>Thousands of bad calls of whatever is public, in a process of their own: each may throw, none may end the process.</summary>
public sealed class FuzzTests
{
    private const string CountVariable = "AIGC_FUZZ_CALLS", SeedVariable = "AIGC_FUZZ_SEED", LogVariable = "AIGC_FUZZ_LOG";

    // What is no operator: reads and writes files, ends or waits for things, or changes the whole process.
    private static readonly string[] Left = ["set_num_threads", "set_num_interop_threads", "set_default_dtype", "set_default_tensor_type", "set_default_device",
        "load", "save", "from_file", "Dispose", "use_deterministic_algorithms", "set_deterministic_debug_mode", "set_float32_matmul_precision", "set_rng_state",
        "UnsafeCreateTensor", "DecoupleFromNativeHandle", "Load", "Save", "inference_mode", "no_grad", "enable_grad", "set_grad_enabled", "NewDisposeScope",
        "set_detect_anomaly", "detect_anomaly", "print", "Finalize", "set_printoptions", "manual_seed", "InitializeDeviceType", "InitializeDevice", "TryInitializeDeviceType"];

    [Fact]
    public async Task No_bad_call_ends_the_process()
    {
        int calls = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? (Soak.IsOn ? "10000" : "800"), CultureInfo.InvariantCulture);
        string seed = Environment.GetEnvironmentVariable(SeedVariable) ?? "1";
        string log = Path.GetTempFileName();
        try
        {
            // The limit on data stands in for a small machine: what is too big must be refused, not granted and then killed.
            var start = new ProcessStartInfo("bash", ["-c", $"ulimit -d 6000000 -c 0; exec dotnet '{typeof(FuzzTests).Assembly.Location}' -noColor -explicit only -method '*{nameof(Call_at_random)}'"])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                Environment = { [CountVariable] = calls.ToString(CultureInfo.InvariantCulture), [SeedVariable] = seed, [LogVariable] = log },
            };
            using Process child = Process.Start(start)!;
            CancellationToken token = TestContext.Current.CancellationToken;
            Task<string> output = child.StandardOutput.ReadToEndAsync(token), errors = child.StandardError.ReadToEndAsync(token);
            await Task.WhenAny(child.WaitForExitAsync(token), Task.Delay(TimeSpan.FromMinutes(Soak.IsOn ? 10 : 3), token));
            bool ended = child.HasExited;
            if (!ended)
                child.Kill(entireProcessTree: true);
            string last = await File.ReadAllTextAsync(log, token);
            Soak.Report($"bad calls: {last}");
            Assert.True(ended && last.StartsWith("done", StringComparison.Ordinal),
                $"{(ended ? $"the process ended with {child.ExitCode}" : "the process hung")} in: {last}\n{Tail(await output)}\n{Tail(await errors)}");
        }
        finally
        {
            File.Delete(log);
        }

        static string Tail(string text) => text.Length > 1500 ? text[^1500..] : text;
    }

    [Fact(Explicit = true)]
    public void Call_at_random()
    {
        int calls = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "1000", CultureInfo.InvariantCulture);
        int seed = int.Parse(Environment.GetEnvironmentVariable(SeedVariable) ?? "1", CultureInfo.InvariantCulture);
        using var log = new FileStream(Environment.GetEnvironmentVariable(LogVariable) ?? Path.GetTempFileName(), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, 1);
        var values = new FuzzValues(new Random(seed));
        MethodInfo[] methods = [.. Methods()];
        int made = 0, threw = 0;
        while (made < calls)
        {
            using DisposeScope scope = NewDisposeScope();
            MethodInfo method = values.Pick(methods);
            if (!TryArguments(values, method, out object? target, out object?[] arguments))
                continue;
            made++;
            Write(log, $"call {made} of seed {seed}: {method.DeclaringType!.Name}.{method.Name}({string.Join(", ", arguments.Select(FuzzValues.Describe))}) on {FuzzValues.Describe(target)}");
            threw += Throws(values, method, target, arguments) ? 1 : 0;
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Write(log, $"done: {made} calls of {methods.Length} methods, {threw} threw");
    }

    private static IEnumerable<MethodInfo> Methods()
    {
        const BindingFlags Flags = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        Type[] homes = [typeof(Tensor), .. Nested(typeof(torch)).Where(t => t.IsAbstract && t.IsSealed), typeof(TensorExtensionMethods)];
        return homes.SelectMany(type => type.GetMethods(Flags))
            .Where(m => !Left.Contains(m.Name) && !m.ContainsGenericParameters && m.GetParameters().All(p => !p.ParameterType.IsByRef && !p.ParameterType.IsByRefLike))
            .OrderBy(m => m.DeclaringType!.FullName + m, StringComparer.Ordinal);
    }

    private static IEnumerable<Type> Nested(Type type) => type.GetNestedTypes().SelectMany(Nested).Prepend(type);

    private static bool TryArguments(FuzzValues values, MethodInfo method, out object? target, out object?[] arguments)
    {
        target = method.IsStatic ? null : values.MakeTensor();
        ParameterInfo[] parameters = method.GetParameters();
        arguments = new object?[parameters.Length];
        if (target is null && !method.IsStatic)
            return false;
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].HasDefaultValue && values.Random.Next(2) == 0)
                arguments[i] = Type.Missing;
            else if (!values.TryMake(parameters[i].ParameterType, out arguments[i]))
                return false;
        }
        return true;
    }

    private static bool Throws(FuzzValues values, MethodInfo method, object? target, object?[] arguments)
    {
        try
        {
            object? result = method.Invoke(target, BindingFlags.OptionalParamBinding, null, arguments, CultureInfo.InvariantCulture);
            using var module = result as nn.Module<Tensor, Tensor>;
            if (module is not null)
                result = module.call(values.MakeTensor());
            // What came out goes through autograd as well.
            if (result is Tensor { IsInvalid: false } t && t.requires_grad && t.numel() > 0)
                t.sum().backward();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    private static void Write(FileStream log, string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        log.SetLength(0);
        log.Position = 0;
        log.Write(bytes);
        log.Flush();
    }
}
