using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using AigcNotebooks.Kernel;
using AigcNotebooks.Kernel.Interpreter;
using AigcNotebooks.Kernel.Protocol;
using AigcNotebooks.Kernel.Wire;

var parent = ParentWatch.Parent();
var command = CommandLine.Parse(args);
// Cells get a console of their own; the kernel's log goes to the process's.
var standardError = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
if (command.ConnectionFile is null)
{
    (command.ExitCode == 0 ? Console.Out : standardError).WriteLine(command.Output);
    return command.ExitCode;
}

void Log(string line)
{
    try
    {
        standardError.WriteLine($"{KernelInfo.Implementation}: {line}");
    }
    catch (IOException)
    {
        // Nobody reads it any more, or the disk is full: no reason to end.
    }
}

try
{
    ZmqLibrary.Load();
    using var interpreter = new CSharpInterpreter();
    using var server = new KernelServer(ConnectionFile.Read(command.ConnectionFile), interpreter, Log);
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        interpreter.Interrupt();
    });
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        server.Stop();
    });
    // An exception on a thread of the user's, or in a timer or finalizer, ends that piece of work and not the kernel.
    ExceptionHandling.SetUnhandledExceptionHandler(exception =>
    {
        interpreter.ReportUnhandled(exception);
        return true;
    });
    ParentWatch.Start(parent, server.Stop);
    AppDomain.CurrentDomain.ProcessExit += (_, _) => server.TellBeforeExit(Environment.ExitCode);
    server.Wait();
}
catch (Exception exception) when (exception is DllNotFoundException or InvalidDataException or ZmqException)
{
    Log(exception.Message);
    return 1;
}
ProcessEnd.Exit(0);
return 0;

/// <summary>Without this, ASP.NET Core's generator makes it public, and cells would see it.</summary>
internal sealed partial class Program;
