//! The ground between two lines, such as what a line may be.

use super::Band;
use super::curve::Point;
use super::ink::Ink;
use super::scale::share;

pub(super) struct Ground {
    pub ink: Ink,
    /// Corners in shares of the axes, cut to them; fewer than three are no ground.
    pub corners: Vec<Point>,
}

pub(super) fn grounds(bands: &[Band], x_max: f64, y_max: f64) -> Vec<Ground> {
    let ground = |band: &Band| {
        let there = band.low.iter().chain(band.high.iter().rev());
        let corners = there.filter_map(|(x, y)| share(*x, x_max).zip(share(*y, y_max))).collect();
        Ground { ink: Ink::line(band.ink), corners: inside(corners) }
    };
    bands.iter().map(ground).filter(|ground| ground.corners.len() > 2).collect()
}

/// The part of a polygon within the unit square (Sutherland and Hodgman 1974).
fn inside(corners: Vec<Point>) -> Vec<Point> {
    // How far a point lies within each edge.
    let edges: [fn(Point) -> f64; 4] = [|p| p.0, |p| 1.0 - p.0, |p| p.1, |p| 1.0 - p.1];
    edges.iter().fold(corners, |corners, depth| cut(&corners, *depth))
}

fn cut(corners: &[Point], depth: fn(Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    let Some(mut from) = corners.last().copied() else { return kept };
    for &to in corners {
        let (a, b) = (depth(from), depth(to));
        if (a < 0.0) != (b < 0.0) {
            let t = a / (a - b);
            kept.push((from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1)));
        }
        if b >= 0.0 {
            kept.push(to);
        }
        from = to;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_are_cut_at_the_edges() {
        let square = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let check = |corners: &[Point], mut expected: Vec<Point>| {
            let mut found = inside(corners.to_vec());
            found.sort_by(|a, b| a.partial_cmp(b).unwrap());
            expected.sort_by(|a, b| a.partial_cmp(b).unwrap());
            assert_eq!(found, expected);
        };
        check(&square, square.clone());
        check(&[(-1.0, -1.0), (2.0, -1.0), (2.0, 2.0), (-1.0, 2.0)], square.clone());
        check(&[(0.0, 0.0), (0.5, 2.0), (0.5, 0.0)], vec![(0.0, 0.0), (0.25, 1.0), (0.5, 1.0), (0.5, 0.0)]);
        check(&[(2.0, 2.0), (3.0, 2.0), (3.0, 3.0)], vec![]);
        check(&[], vec![]);
    }
}
