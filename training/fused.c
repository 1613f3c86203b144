/* The gates and the recurrence of one layer, forward and backward, in one pass each: see training/fused.py. */
#include <math.h>
#include <string.h>

static inline float sigmoid(float v) { return 1.0f / (1.0f + expf(-v)); }

/* u: T x B x 3H (z, f, r before the sigmoid; f and r are overwritten by their sigmoid), x: T x B x H or null,
   mask: T x B, c and out: T x B x H. The first half of the channels runs forwards, the second backwards. */
void forward(float *u, const float *x, const float *mask, float *c, float *out, long T, long B, long H) {
  long half = H / 2, row = B * H;
  for (long t = 0; t < T; t++)
    for (long b = 0; b < B; b++) {
      float *f = u + (t * B + b) * 3 * H + H;
      for (long h = 0; h < 2 * H; h++) f[h] = sigmoid(f[h]);
    }
  for (int side = 0; side < 2; side++)
    for (long k = 0; k < T; k++) {
      long t = side ? T - 1 - k : k;
      for (long b = 0; b < B; b++) {
        float m = mask[t * B + b];
        const float *z = u + (t * B + b) * 3 * H, *f = z + H;
        float *now = c + t * row + b * H;
        long from = side ? half : 0, to = side ? H : half;
        if (k == 0)
          for (long h = from; h < to; h++) now[h] = (1 - f[h]) * z[h] * m;
        else {
          const float *before = side ? now + row : now - row;
          for (long h = from; h < to; h++) now[h] = f[h] * before[h] + (1 - f[h]) * z[h] * m;
        }
      }
    }
  for (long i = 0; i < T * B; i++) {
    float m = mask[i];
    const float *r = u + i * 3 * H + 2 * H, *ci = c + i * H;
    float *o = out + i * H;
    if (x)
      for (long h = 0; h < H; h++) o[h] = (x[i * H + h] + r[h] * (ci[h] - x[i * H + h])) * m;
    else
      for (long h = 0; h < H; h++) o[h] = r[h] * ci[h] * m;
  }
}

/* d: gradient of out; du: T x B x 3H, dx: T x B x H or null, carry: B x H of zeros to work in. */
void backward(const float *d, const float *u, const float *x, const float *mask, const float *c, float *du, float *dx,
              float *carry, long T, long B, long H) {
  long half = H / 2, row = B * H;
  for (int side = 0; side < 2; side++)
    for (long k = 0; k < T; k++) {
      long t = side ? k : T - 1 - k, last = k == T - 1;
      for (long b = 0; b < B; b++) {
        long i = t * B + b;
        float m = mask[i];
        const float *z = u + i * 3 * H, *f = z + H, *r = z + 2 * H, *ci = c + i * H, *di = d + i * H;
        const float *before = side ? ci + row : ci - row, *xi = x ? x + i * H : 0;
        float *dz = du + i * 3 * H, *df = dz + H, *dr = dz + 2 * H, *w = carry + b * H;
        long from = side ? half : 0, to = side ? H : half;
        for (long h = from; h < to; h++) {
          float g = di[h] * m;
          dr[h] = g * (xi ? ci[h] - xi[h] : ci[h]) * r[h] * (1 - r[h]);
          if (dx) dx[i * H + h] = g * (1 - r[h]);
          float dc = g * r[h] + w[h];
          dz[h] = dc * (1 - f[h]) * m;
          float past = last ? 0.0f : before[h];
          df[h] = dc * (past - z[h] * m) * f[h] * (1 - f[h]);
          w[h] = dc * f[h];
        }
      }
    }
}

/* out = x * keep + its neighbours in time, channel by channel; keep: B x W or null. */
void mix(const float *x, const float *keep, const float *near, float *out, long T, long B, long W) {
  long row = B * W;
  for (long t = 0; t < T; t++)
    for (long b = 0; b < B; b++) {
      const float *xi = x + t * row + b * W, *k = keep ? keep + b * W : 0;
      float *o = out + t * row + b * W;
      for (long h = 0; h < W; h++) o[h] = xi[h];
      if (t)
        for (long h = 0; h < W; h++) o[h] += xi[h - row] * near[h];
      if (t + 1 < T)
        for (long h = 0; h < W; h++) o[h] += xi[h + row] * near[W + h];
      if (k)
        for (long h = 0; h < W; h++) o[h] *= k[h];
    }
}

void unmix(const float *d, const float *x, const float *keep, const float *near, float *dx, float *dnear, long T, long B,
           long W) {
  long row = B * W;
  for (long t = 0; t < T; t++)
    for (long b = 0; b < B; b++) {
      long at = t * row + b * W;
      const float *di = d + at, *xi = x + at, *k = keep ? keep + b * W : 0;
      float *o = dx + at;
      for (long h = 0; h < W; h++) o[h] = di[h];
      if (t + 1 < T)
        for (long h = 0; h < W; h++) o[h] += di[h + row] * near[h];
      if (t) {
        for (long h = 0; h < W; h++) o[h] += di[h - row] * near[W + h];
      }
      if (k)
        for (long h = 0; h < W; h++) o[h] *= k[h];
      if (t)
        for (long h = 0; h < W; h++) dnear[h] += di[h] * xi[h - row] * (k ? k[h] : 1.0f);
      if (t + 1 < T)
        for (long h = 0; h < W; h++) dnear[W + h] += di[h] * xi[h + row] * (k ? k[h] : 1.0f);
    }
}
