using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace AigcNotebooks.Torch.Tests.Parity;

public sealed class FftParity
{
    private static readonly Golden Golden = new("fft")
    {
        { "fft", x => Lines(fft.fft_, x[0]) },
        { "ifft", x => Lines(fft.ifft, x[0]) },
        { "rfft", x => Lines(fft.rfft, x[0]) },
        { "irfft", x => Lines(fft.irfft, x[0]) },
        { "hfft", x => Lines(fft.hfft, x[0]) },
        { "ihfft", x => Lines(fft.ihfft, x[0]) },
        { "fft2", x => Planes(fft.fft2, x[0]) },
        { "ifft2", x => Planes(fft.ifft2, x[0]) },
        { "rfft2", x => Planes(fft.rfft2, x[0]) },
        { "irfft2", x => Planes(fft.irfft2, x[0]) },
        { "hfft2", x => Planes(fft.hfft2, x[0]) },
        { "ihfft2", x => Planes(fft.ihfft2, x[0]) },
        { "fftn", x => All(fft.fftn, x[0]) },
        { "ifftn", x => All(fft.ifftn, x[0]) },
        { "rfftn", x => All(fft.rfftn, x[0]) },
        { "irfftn", x => All(fft.irfftn, x[0]) },
        { "hfftn", x => All(fft.hfftn, x[0]) },
        { "ihfftn", x => All(fft.ihfftn, x[0]) },
        { "round trips", x => [fft.ifft(fft.fft_(x[0])).real, fft.irfft(fft.rfft(x[0]), x[0].size(-1)), fft.ifft2(fft.fft2(x[0])).real, fft.irfftn(fft.rfftn(x[0]), x[0].shape)] },
        { "shifts", x => [fft.fftshift(x[0]), fft.ifftshift(x[0]), fft.fftshift(x[0], [1]), fft.ifftshift(x[0], [0])] },
        { "frequencies", _ => [fft.fftfreq(5), fft.fftfreq(6, 0.5, float64), fft.rfftfreq(5), fft.rfftfreq(8, 0.1, float64)] },
        { "stft", x =>
            [
                x[0].stft(8), stft(x[0], 8, 3), x[0].stft(8, 4, 6), x[0].stft(16, 4, center: false), x[0].stft(8, normalized: true), x[0].stft(8, onesided: false),
                x[0].stft(8, pad_mode: PaddingModes.Constant),
            ]
        },
        { "stft with a window", x =>
            [
                x[0].stft(16, 4, window: hann_window(16, dtype: x[0].dtype)), x[0].stft(16, 5, 12, hamming_window(12, dtype: x[0].dtype), normalized: true),
                x[0].stft(16, 4, window: hann_window(16, dtype: x[0].dtype), return_complex: true).abs(),
            ]
        },
        { "istft", x => [Again(x[0]), Again(x[0], 40), Again(x[0], 30), Again(x[0], normalized: true), Again(x[0], onesided: false)] },
        { "power spectrum", x => x[0].stft(16, 8, window: hann_window(16, dtype: x[0].dtype), return_complex: true).abs().square().sum(-1).log1p() },
    };

    public static TheoryData<string> Names => Golden.Names;

    [Theory, MemberData(nameof(Names))]
    public void SameAsPyTorch(string name) => Golden.Check(name);

    [Fact]
    public void EveryCaseHasItsTwin() => Golden.CheckNames();

    private delegate Tensor Line(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward);

    private delegate Tensor Plane(Tensor input, long[]? s = null, long[]? dim = null, FFTNormType norm = FFTNormType.Backward);

    private static Tensor[] Lines(Line f, Tensor x) => Resolved(f(x), f(x, norm: FFTNormType.Ortho), f(x, norm: FFTNormType.Forward), f(x, 6), f(x, 9, 0), f(x, dim: 0));

    private static Tensor[] Planes(Plane f, Tensor x) => Resolved(f(x), f(x, [4, 6]), f(x, null, [0, 1], FFTNormType.Ortho));

    private static Tensor[] All(Plane f, Tensor x) => Resolved(f(x), f(x, dim: [1, 0]), f(x, [3, 4], norm: FFTNormType.Forward));

    private static Tensor[] Resolved(params Tensor[] results) => [.. results.Select(r => r.resolve_conj())];

    private static Tensor Again(Tensor x, long length = -1, bool normalized = false, bool? onesided = null)
    {
        Tensor window = hann_window(16, dtype: x.dtype);
        return x.stft(16, 4, window: window, normalized: normalized, onesided: onesided).istft(16, 4, window: window, normalized: normalized, onesided: onesided, length: length);
    }
}
