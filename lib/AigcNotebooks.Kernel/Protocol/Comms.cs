namespace AigcNotebooks.Kernel.Protocol;

/// <summary>Comms (widgets' channels). The kernel has no targets of its own, so every comm that a front end opens is closed at once, as the protocol asks.</summary>
internal sealed class Comms(IopubChannel iopub)
{
    internal void AddTo(Router router)
    {
        router.Add("comm_info_request", request => request.Reply("comm_info_reply", writer =>
        {
            writer.WriteString("status", "ok");
            writer.WriteEmptyObject("comms");
        }));
        router.Add("comm_open", Close);
        router.Add("comm_msg", Close);
        router.Add("comm_close", _ => { });
    }

    private void Close(Request request) => iopub.Publish("comm_close", request.Message, writer =>
    {
        writer.WriteString("comm_id", request.Message.Text("comm_id"));
        writer.WriteEmptyObject("data");
    });
}
