"""Fourier transforms and spectrograms."""
import torch

from golden import Goldens

g = Goldens("fft")
T, F = torch, torch.fft


def resolved(f):
    """ihfft and its kin only mark their result as conjugated, which view_as_real refuses."""
    return lambda *args, **kwargs: f(*args, **kwargs).resolve_conj()


SIGNALS = (["f32[8]"], ["f64[3,7]T"], ["f32[2,8]S"], ["f64[2,3,5]"])
for name in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft"):
    f = resolved(getattr(F, name))
    g.case(name, lambda x, f=f: [f(x), f(x, norm="ortho"), f(x, norm="forward"), f(x, 6), f(x, 9, dim=0), f(x, dim=0)], *SIGNALS, tol=10)
for name in ("fft2", "ifft2", "rfft2", "irfft2", "hfft2", "ihfft2"):
    f = resolved(getattr(F, name))
    g.case(name, lambda x, f=f: [f(x), f(x, s=(4, 6)), f(x, dim=(0, 1), norm="ortho")], ["f32[4,6]"], ["f64[2,3,4]T"], tol=10)
for name in ("fftn", "ifftn", "rfftn", "irfftn", "hfftn", "ihfftn"):
    f = resolved(getattr(F, name))
    g.case(name, lambda x, f=f: [f(x), f(x, dim=(1, 0)), f(x, s=(3, 4), norm="forward")], ["f32[4,6]"], ["f64[2,3,4]T"], tol=10)
g.case("round trips", lambda x: [F.ifft(F.fft(x)).real, F.irfft(F.rfft(x), x.shape[-1]), F.ifft2(F.fft2(x)).real, F.irfftn(F.rfftn(x), x.shape)], ["f32[4,6]"], ["f64[2,3,4]T"], tol=10)
g.case("shifts", lambda x: [F.fftshift(x), F.ifftshift(x), F.fftshift(x, dim=1), F.ifftshift(x, dim=(0,))], ["f32[4,5]"], ["f64[3,4]T"], ["i64[2,3]"])
g.case("frequencies", lambda: [F.fftfreq(5), F.fftfreq(6, 0.5, dtype=T.float64), F.rfftfreq(5), F.rfftfreq(8, 0.1, dtype=T.float64)], grad=False)


def stft(x, *args, **kwargs):
    return T.view_as_real(T.stft(x, *args, return_complex=True, **kwargs))


WAVES = (["f32[40]"], ["f64[2,40]"], ["f32[2,40]T"])
g.case("stft", lambda x: [stft(x, 8), stft(x, 8, 3), stft(x, 8, 4, 6), stft(x, 16, 4, center=False), stft(x, 8, normalized=True), stft(x, 8, onesided=False), stft(x, 8, pad_mode="constant")], *WAVES, tol=10)
g.case("stft with a window", lambda x: [stft(x, 16, 4, window=T.hann_window(16, dtype=x.dtype)), stft(x, 16, 5, 12, window=T.hamming_window(12, dtype=x.dtype), normalized=True), T.stft(x, 16, 4, window=T.hann_window(16, dtype=x.dtype), return_complex=True).abs()], *WAVES, tol=10)


def again(x, length=None, **kwargs):
    window = T.hann_window(16, dtype=x.dtype)
    return T.istft(T.stft(x, 16, 4, window=window, return_complex=True, **kwargs), 16, 4, window=window, length=length, **kwargs)


g.case("istft", lambda x: [again(x), again(x, 40), again(x, 30), again(x, normalized=True), again(x, onesided=False)], *WAVES, tol=10)
g.case("power spectrum", lambda x: T.stft(x, 16, 8, window=T.hann_window(16, dtype=x.dtype), return_complex=True).abs().square().sum(-1).log1p(), *WAVES, tol=10)
g.save()
