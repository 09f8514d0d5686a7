using AigcNotebooks.Tools;
using AigcNotebooks.Tools.Bench;

// The verbs of `./aigc` that are written in C#. Each returns the process's exit code; an error is one line.
const string usage = """
    aigc-tools VERB …
      judge train [digits] [--out FILE] [--epochs N] [--data mnist|strokes]   train the judge of digits
      judge train frames|video [--out FILE] [--steps N] train the judges of bouncing digits: of their frames, of their motion
      judge test [digits|frames|video] [FILE]           a judge's accuracy on the test set
      listings [--check] [NOTEBOOK…]                    refresh the listing cells, or say which differ
      figures [--check]                                 write README's table of the walk from the notebooks' figures
      figures --full NOTEBOOK…                          keep the figures of runs in profile full under data/full, for the notebooks to show
      bench [STEP…] [--rounds N] [--json FILE] [--bfloat16]   times beside Python's PyTorch (float32), in turn
      bench kernel [--rounds N] [--json FILE] [--short]   the kernel's times and memory beside Python's ipykernel
      bench memory [STEP…] | steps STEP N | epoch | load    memory over many steps; N steps for a profiler; MNIST
      bench tokenizer FOLDER TEXT   how fast the GPT-2 tokenizer of FOLDER reads a text
      bench context                 what a token costs GPT-2's smallest size after few tokens and after many
      selfcheck                                         library, one training step, one plot
    """;
try
{
    return args switch
    {
        ["judge", "train", "frames", .. var rest] => ClipJudgeCommand.TrainFrames(rest),
        ["judge", "train", "video", .. var rest] => ClipJudgeCommand.TrainVideo(rest),
        ["judge", "test", "frames", .. var rest] => ClipJudgeCommand.TestFrames(rest),
        ["judge", "test", "video", .. var rest] => ClipJudgeCommand.TestVideo(rest),
        ["judge", "train" or "test", "digits", .. var rest] => args[1] == "train" ? JudgeCommand.Train(rest) : JudgeCommand.Test(rest),
        ["judge", "train", .. var rest] => JudgeCommand.Train(rest),
        ["judge", "test", .. var rest] => JudgeCommand.Test(rest),
        ["listings", .. var rest] => ListingsCommand.Run(rest),
        ["figures", .. var rest] => FiguresCommand.Run(rest),
        ["bench", .. var rest] => BenchCommand.Run(rest),
        ["selfcheck"] => SelfCheck.Run(),
        _ => Usage(),
    };
}
catch (Exception e) when (e is IOException or InvalidDataException or ArgumentException or InvalidOperationException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"aigc: {e.Message}");
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine(usage);
    return 2;
}
