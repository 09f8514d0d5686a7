using System.Text.Json;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Wire;

namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Binds the five channels and serves them until a shutdown request or <see cref="Stop"/>.</summary>
internal sealed class KernelServer : IDisposable
{
    private const int ExitMilliseconds = 50;

    private readonly IInterpreter interpreter;
    private readonly Action<string> log;
    private readonly Action atEnd;
    private readonly ZmqContext context = new();
    private readonly ManualResetEventSlim stopped = new();
    private readonly List<Thread> threads = [];
    private readonly IopubChannel iopub;
    private readonly StdinChannel stdin;
    private readonly ExecuteRequests execution;

    /// <exception cref="ZmqException">An address of the connection file cannot be bound.</exception>
    internal KernelServer(ConnectionFile connection, IInterpreter interpreter, Action<string> log)
    {
        this.interpreter = interpreter;
        this.log = log;
        var framing = new MessageFraming(new MessageSigner(connection.Key));
        var dropped = new ThrottledLog(log);
        atEnd = dropped.Close;
        ZmqSocket Bound(string channel, int type)
        {
            var socket = context.Socket(type, channel is "hb" or "iopub" ? MessageLimits.MostSmallFrameBytes : MessageLimits.MostFrameBytes);
            socket.Bind(connection.Address(channel));
            return socket;
        }

        iopub = new IopubChannel(Bound("iopub", ZmqNative.XPub), framing);
        stdin = new StdinChannel(Bound("stdin", ZmqNative.Router), framing, dropped);
        var (heartbeat, shellSocket, controlSocket) = (Bound("hb", ZmqNative.Router), Bound("shell", ZmqNative.Router), Bound("control", ZmqNative.Router));
        var history = new History();
        execution = new ExecuteRequests(interpreter, iopub, stdin, new OutputFlusher(), history);
        var shell = new Router(iopub, dropped);
        var control = new Router(iopub, dropped);
        foreach (var router in new[] { shell, control })
        {
            new KernelInfo(interpreter.Language).AddTo(router);
            router.Add("interrupt_request", Interrupt);
            router.Add("shutdown_request", Shutdown);
        }
        execution.AddTo(shell);
        history.AddTo(shell);
        new CodeRequests(interpreter).AddTo(shell);
        new Comms(iopub).AddTo(shell);

        Serve("heartbeat", () => Heartbeat.Run(heartbeat));
        Serve("shell", new RequestChannel("shell", shellSocket, framing, shell, dropped).Run);
        Serve("control", new RequestChannel("control", controlSocket, framing, control, dropped).Run);
        // It ends with the process: nothing has to be waited for.
        new Thread(iopub.Run) { IsBackground = true, Name = "iopub subscriptions" }.Start();
    }

    /// <summary>Blocks until the kernel is to end.</summary>
    internal void Wait() => stopped.Wait();

    internal void Stop() => stopped.Set();

    /// <summary>A cell ends the process: that and what it wrote is sent, and libzmq's own thread gets the time to do so.</summary>
    internal void TellBeforeExit(int exitCode)
    {
        if (stopped.IsSet)
            return;
        execution.TellProcessEnd(exitCode);
        Thread.Sleep(ExitMilliseconds);
    }

    /// <summary>Sends what is still to be sent, and closes. A thread that runs a cell is left behind: the process ends.</summary>
    public void Dispose()
    {
        execution.FlushLast();
        atEnd();
        context.Shutdown();
        iopub.Close();
        stdin.Close();
        if (threads.All(thread => thread.Join(millisecondsTimeout: 200)))
            context.Dispose();
    }

    private void Serve(string name, Action loop)
    {
        var thread = new Thread(() =>
        {
            try
            {
                loop();
            }
            catch (Exception exception)
            {
                // Without this channel the kernel is of no use; when the process ends, the front end is told.
                Stop();
                log($"{name} failed: {exception}");
            }
        }) { IsBackground = true, Name = name };
        threads.Add(thread);
        thread.Start();
    }

    private void Interrupt(Request request)
    {
        interpreter.Interrupt();
        request.Reply("interrupt_reply", writer => writer.WriteString("status", "ok"));
    }

    private void Shutdown(Request request)
    {
        var restart = request.Message.Flag("restart", false);
        void Content(Utf8JsonWriter writer)
        {
            writer.WriteString("status", "ok");
            writer.WriteBoolean("restart", restart);
        }

        request.Reply("shutdown_reply", Content);
        iopub.Publish("shutdown_reply", request.Message, Content);
        request.AfterIdle(Stop);
    }
}
