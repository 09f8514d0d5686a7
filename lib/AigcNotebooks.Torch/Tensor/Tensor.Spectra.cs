using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The spectrum of each of the overlapping frames: (…, frequencies, frames), complex, or, in real numbers, (…, frequencies, frames, 2).</summary>
        /// <param name="hop_length">From one frame to the next; −1 means a quarter of <paramref name="n_fft"/>.</param>
        /// <param name="window">Of <paramref name="win_length"/> values (−1: <paramref name="n_fft"/>); null means ones.</param>
        /// <param name="center">Pads the signal by half a frame on both sides, so that frame t stands around t · hop_length.</param>
        /// <param name="onesided">Half of the frequencies only, as a real signal needs; null means that where signal and window are real.</param>
        /// <param name="return_complex">Null means a complex result for a complex signal only.</param>
        public Tensor stft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null)
        {
            using Tensor? padded = center ? PaddedByHalf(n_fft, pad_mode) : null;
            // Asked for complex numbers always: libtorch is about to give up real ones.
            Tensor spectrum = Aten.Call("stft", padded ?? this, n_fft, Given(hop_length), Given(win_length), window, normalized, onesided, true);
            if (return_complex ?? is_complex())
                return spectrum;
            using (spectrum)
                return spectrum.view_as_real();
        }

        /// <summary>The signal of a <see cref="stft"/>, by overlapping and adding; an input of real numbers has a last dimension of 2.</summary>
        /// <param name="length">Of the signal; −1 means what the frames cover.</param>
        public Tensor istft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false)
        {
            using Tensor? complex = is_complex() ? null : view_as_complex();
            return Aten.Call("istft", complex ?? this, n_fft, Given(hop_length), Given(win_length), window, center, normalized, onesided, Given(length), return_complex);
        }

        private Tensor PaddedByHalf(long n_fft, PaddingModes mode)
        {
            long[] sizes = shape;
            if (sizes.Length is not (1 or 2))
                throw new ArgumentException($"stft needs a signal of shape (time) or (batch, time), not [{string.Join(", ", sizes)}].");
            using Tensor channels = view([.. Enumerable.Repeat(1L, 3 - sizes.Length), .. sizes]);
            using Tensor padded = nn.functional.pad(channels, [n_fft / 2, n_fft / 2], mode);
            return padded.view([.. padded.shape[^sizes.Length..]]);
        }

        private static long? Given(long length) => length < 0 ? null : length;
    }

    public static Tensor stft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
        input.stft(n_fft, hop_length, win_length, window, center, pad_mode, normalized, onesided, return_complex);

    public static Tensor istft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, bool normalized = false, bool? onesided = null, long length = -1, bool return_complex = false) =>
        input.istft(n_fft, hop_length, win_length, window, center, normalized, onesided, length, return_complex);
}
