"""Cells that do not end by themselves, by kind. Each runs after `long sum = 0;`."""

LOOPS = {
    "while": "while (true) { }",
    "for without a body": "for (;;) ;",
    "do": "do { } while (true);",
    "do without a body": "do ; while (true);",
    "nested loops": "for (;;) for (var i = 0; i < 10; i++) foreach (var x in new[] { 1, 2 }) do sum += x; while (sum < 0);",
    "goto": "again: sum++; goto again;",
    "strings": "var text = \"\"; while (true) { text += \"x\"; if (text.Length > 10000) text = \"\"; }",
    "dynamic": "dynamic number = 1; while (true) number = 1 + number % 5;",
    "pointers": "unsafe { int* p = stackalloc int[10]; while (true) p[0]++; }",
}

CALLS = {
    "recursion": "int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(70)",
    "mutual recursion": "long A(int n) => n < 2 ? 1 : B(n - 1) + B(n - 2); long B(int n) => n < 2 ? 1 : A(n - 1) + A(n - 2);\nA(80)",
    "recursion of lambdas": "Func<int, long> f = null; f = n => n < 2 ? 1 : f(n - 1) + f(n - 2);\nf(80)",
    "recursion that is too deep, again and again": "int Deep(int n) => Deep(n + 1) + 1;\nwhile (true) try { Deep(0); } catch { }",
    "an operator": "class Number { public static Number operator +(Number a, Number b) { while (true) ; } }\n_ = new Number() + new Number();",
    "ToString": "class Silent { public override string ToString() { while (true) { } } }\nConsole.WriteLine(new Silent());",
    "a property that is shown": "class Shown { public int Value { get { while (true) { } } } }\nnew Shown()",
    "a property that waits": "class Late { public int Value { get { System.Threading.Thread.Sleep(60000); return 1; } } }\nnew Late()",
    "a formatter": "Microsoft.DotNet.Interactive.Formatting.Formatter.Register<Version>(_ => { while (true) { } }, \"text/html\");\nnew Version(1, 2)",
    "Dispose": "class Held : IDisposable { public void Dispose() { while (true) { } } }\nusing (new Held()) { while (true) { } }",
    "a static constructor": "class Once { public static int X; static Once() { while (true) X++; } }\nOnce.X",
}

SEQUENCES = {
    "LINQ": "Enumerable.Range(0, int.MaxValue).SelectMany(i => Enumerable.Range(0, int.MaxValue)).Where(i => i < 0).Count()",
    "a query": "(from i in Enumerable.Range(0, int.MaxValue) from j in Enumerable.Repeat(1, int.MaxValue) where i + j < 0 select i).Count()",
    "a grouping": "(from i in Enumerable.Range(0, int.MaxValue).SelectMany(i => new[] { i }) group i by 1).Count()",
    "PLINQ": "ParallelEnumerable.Range(0, int.MaxValue).SelectMany(x => Enumerable.Range(0, 10000)).Where(x => x < 0).Count()",
    "an endless iterator": "IEnumerable<int> Naturals() { for (var i = 0; ; i++) yield return i; }\nforeach (var n in Naturals()) sum = n;",
    "await foreach": "async IAsyncEnumerable<int> Ticks() { for (var i = 0; ; i++) { await Task.Yield(); yield return i; } }\nawait foreach (var n in Ticks()) sum = n;",
}

WAITS = {
    "Sleep": "System.Threading.Thread.Sleep(60000);",
    "Delay": "await Task.Delay(60000);",
    "Wait": "Task.Delay(60000).Wait();",
    "a task that nobody completes": "await new TaskCompletionSource().Task;",
    "its result": "new TaskCompletionSource<int>().Task.Result",
    "an event": "new System.Threading.ManualResetEvent(false).WaitOne();",
    "any of several": "System.Threading.WaitHandle.WaitAny([new System.Threading.ManualResetEvent(false), new System.Threading.AutoResetEvent(false)]);",
    "all of several": "System.Threading.WaitHandle.WaitAll([new System.Threading.ManualResetEvent(false), new System.Threading.AutoResetEvent(false)]);",
    "Monitor": "var gate = new object(); lock (gate) System.Threading.Monitor.Wait(gate);",
    "lock": "var held = new object(); var taken = Task.Run(() => { lock (held) System.Threading.Thread.Sleep(4000); }); System.Threading.Thread.Sleep(100); lock (held) { }",
    "a semaphore": "new System.Threading.SemaphoreSlim(0).Wait();",
    "a collection": "new System.Collections.Concurrent.BlockingCollection<int>().Take();",
    "another process": "System.Diagnostics.Process.Start(\"sleep\", \"5\").WaitForExit();",
    "a web server": "var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); server.Start();\n"
                    "new System.Net.Http.HttpClient().Send(new(System.Net.Http.HttpMethod.Get, $\"http://{server.LocalEndpoint}/\"))",
}

SWALLOWED = {
    "a loop that catches": "while (true) { try { while (true) sum++; } catch { } }",
    "Sleep in a loop that catches": "while (true) { try { System.Threading.Thread.Sleep(60000); } catch { } }",
    "waits after a catch": "try { System.Threading.Thread.Sleep(60000); } catch { }\nSystem.Threading.Thread.Sleep(60000); System.Threading.Thread.Sleep(60000);",
    "a wait after a catch of Stop": "try { while (true) sum++; } catch (OperationCanceledException) { }\nSystem.Threading.Thread.Sleep(60000);",
    "a loop in finally": "try { while (true) sum++; } finally { while (true) sum--; }",
    "a wait in finally": "try { System.Threading.Thread.Sleep(60000); } finally { System.Threading.Thread.Sleep(60000); }",
}

OTHER_THREADS = {
    "async": "async Task Forever() { while (true) await Task.Yield(); }\nawait Forever();",
    "another thread's loop": "await Task.Run(() => { while (true) sum++; });",
    "another thread's loop, waited for": "Task.Run(() => { while (true) sum++; }).Wait();",
    "Join": "var worker = new System.Threading.Thread(() => { while (true) System.Threading.Thread.Sleep(10); }); worker.Start(); worker.Join();",
    "a delegate called by the framework": "Array.Sort(new int[1 << 22], (a, b) => { for (var i = 0; i < 1000; i++) sum++; return a - b; }); while (true) Parallel.For(0, 1000, i => { sum += i; });",
    "Parallel.For that waits": "Parallel.For(0, 100, i => System.Threading.Thread.Sleep(5000));",
    "a timer": "var timer = new System.Threading.Timer(_ => { while (true) { } }, null, 0, 1000); while (true) System.Threading.Thread.Sleep(10);",
}

ENDLESS = {**LOOPS, **CALLS, **SEQUENCES, **WAITS, **SWALLOWED, **OTHER_THREADS}
