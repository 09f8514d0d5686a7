using AigcNotebooks.Kernel.Display;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a notebook's cells call without a prefix to show things, as in .NET Interactive.</summary>
public sealed class Kernel
{
    private Kernel()
    {
    }

    /// <summary>This kernel, which is the only one: there is none of another language beside it.</summary>
    public static Kernel Current { get; } = new();

    /// <summary>The same as <see cref="Current"/>.</summary>
    public static Kernel Root => Current;

    /// <summary>`csharp`.</summary>
    public string Name => "csharp";

    /// <summary>Shows a value under the running cell.</summary>
    /// <param name="value">Anything; formatted through Microsoft.DotNet.Interactive.Formatting.</param>
    /// <param name="mimeTypes">The MIME types to send; those preferred for the value's type where none is given.</param>
    /// <returns>A handle that replaces what is shown.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes)
    {
        var displayed = new DisplayedValue(mimeTypes);
        CurrentCell.Output.Display(ValueFormatter.Format(value, mimeTypes), displayed.DisplayId);
        return displayed;
    }

    /// <summary>Marks text as HTML: as a cell's last expression or in <see cref="display"/> it is shown as such.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>Runs a script in the page (`text/html` with a script element).</summary>
    public static void Javascript(string scriptContent) => DisplayExtensions.DisplayAs($"<script type=\"text/javascript\">{scriptContent}</script>", "text/html");

    /// <summary>Adds a style sheet to the page (`text/html` with a style element).</summary>
    public static void CSS(string content) => DisplayExtensions.DisplayAs($"<style>{content}</style>", "text/html");

    /// <summary>Shows an SVG drawing (`image/svg+xml`).</summary>
    public static DisplayedValue SVG(string content) => DisplayExtensions.DisplayAs(content, "image/svg+xml");

    /// <summary>Shows Markdown (`text/markdown`).</summary>
    public static DisplayedValue Markdown(string content) => DisplayExtensions.DisplayAs(content, "text/markdown");

    /// <summary>Asks the user for a line; Stop ends the wait.</summary>
    /// <param name="prompt">Shown beside the field.</param>
    /// <exception cref="InvalidOperationException">The front end takes no input, as under nbconvert.</exception>
    public static string input(string prompt = "") => CurrentCell.Output.ReadLine(prompt, password: false, CurrentCell.Cancellation);

    /// <summary>Asks the user for a line that is not shown while it is typed.</summary>
    /// <param name="prompt">Shown beside the field.</param>
    /// <exception cref="InvalidOperationException">The front end takes no input, as under nbconvert.</exception>
    public static PasswordString password(string prompt = "") => new(CurrentCell.Output.ReadLine(prompt, password: true, CurrentCell.Cancellation));

    /// <summary><see cref="input"/>, as newer notebooks call it.</summary>
    /// <param name="prompt">Shown beside the field.</param>
    /// <param name="typeHint">`password` hides what is typed; other kinds of field Jupyter does not have.</param>
    public static Task<string> GetInputAsync(string prompt = "", string typeHint = "text") =>
        Task.FromResult(CurrentCell.Output.ReadLine(prompt, password: typeHint == "password", CurrentCell.Cancellation));

    /// <summary><see cref="password"/>, as newer notebooks call it.</summary>
    public static Task<PasswordString> GetPasswordAsync(string prompt = "") => Task.FromResult(password(prompt));

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">Whether to keep it until the next output comes, so that the page does not flicker.</param>
    public static void clear_output(bool wait = false) => CurrentCell.Output.ClearOutput(wait);

    /// <summary>Shows something, or replaces what was shown.</summary>
    /// <param name="command">A <see cref="DisplayValue"/> or an <see cref="UpdateDisplayedValue"/>.</param>
    /// <param name="cancellationToken">Not used: it is done at once.</param>
    /// <exception cref="NotSupportedException">Another command.</exception>
    public Task SendAsync(KernelCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        KernelInvocationContext.Current.Publish(command switch
        {
            DisplayValue shown => new DisplayedValueProduced(null, shown, [shown.FormattedValue], shown.ValueId),
            UpdateDisplayedValue updated => new DisplayedValueUpdated(null, updated.ValueId, updated, [updated.FormattedValue]),
            _ => throw new NotSupportedException($"{command.GetType().Name} cannot be sent: this kernel obeys {nameof(DisplayValue)} and {nameof(UpdateDisplayedValue)}. "
                + "To run other code from a cell, use #!import or #load; there are no kernels of other languages."),
        });
        return Task.CompletedTask;
    }
}
