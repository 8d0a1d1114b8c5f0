// The matrix products behind DenseKernels.h where a batch is wide enough to fill whole registers.
#pragma once

// c (rows, columns) = a · b (depth, columns) + bias (rows, or null), with a[r, k] at r * a_row + k * a_depth;
// `columns` is a multiple of four. Every sum runs over ascending k.
void dlviz_product_f64(long rows, long columns, long depth, const double *a, long a_row, long a_depth, const double *b,
                       const double *bias, double *c);
void dlviz_product_f32(long rows, long columns, long depth, const float *a, long a_row, long a_depth, const float *b,
                       const float *bias, float *c);

// c (rows, columns) = a (rows, depth) · b (columns, depth)^T
void dlviz_dots_f64(long rows, long columns, long depth, const double *a, const double *b, double *c);
void dlviz_dots_f32(long rows, long columns, long depth, const float *a, const float *b, float *c);
