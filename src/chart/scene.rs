//! A picture before it is written: shapes and texts at absolute places, in tenths of a pixel.

/// A place; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// A rectangle with `left <= right` and `top <= bottom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// What a shape or text stands for; `svg` gives each a class, and the style sheet its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Light rules at the ticks.
    Grid,
    /// The line that bars stand on.
    Baseline,
    /// A final figure; the number picks the tone, from 1.
    Bar(u8),
    /// A part-year, provisional or estimated figure: an outline, with hatching above it.
    OpenBar(u8),
    Hatch(u8),
    /// A figure that is zero: a tick on the baseline.
    Zero(u8),
    /// In `completion`: all that was registered, as a light outlined bar.
    Whole,
    /// As `Whole`, for a part-year.
    OpenWhole,
    /// A run of a line.
    Line(u8),
    /// A run that leads to or from a provisional figure.
    OpenLine(u8),
    Point(u8),
    OpenPoint(u8),
    /// A stretch of an area, as a closed path.
    Area(u8),
    /// A stretch that leads to or from a provisional figure.
    OpenArea(u8),
    /// From one dot of a row to another.
    Link,
    Reference,
    /// From an annotation to its mark, from a name to its line.
    Leader,
    /// A text: names of categories, ticks.
    Label,
    /// A figure at its mark.
    Value,
    /// A small remark: missing figures, part-years, the axis' unit.
    Remark,
    /// An author's annotation or the name of a reference line.
    Annotation,
    /// The head of a group of rows.
    Heading,
    /// The name of a line, in its tone.
    Name(u8),
    /// A figure on its bar.
    Inside(u8),
}

impl Class {
    /// True for shapes that stand for one figure each.
    #[must_use]
    pub fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Bar(_)
                | Self::OpenBar(_)
                | Self::Zero(_)
                | Self::Whole
                | Self::OpenWhole
                | Self::Point(_)
                | Self::OpenPoint(_)
        )
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    Rect(Area),
    /// An open run of straight pieces.
    Path(Vec<Point>),
    Dot {
        centre: Point,
        radius: i32,
    },
}

/// One line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// On the baseline, at the side that `anchor` names.
    pub at: Point,
    pub anchor: Anchor,
    pub class: Class,
    pub text: String,
    /// A bold end of the line, `97,0%`; may be empty.
    pub strong: String,
    /// Height of the type.
    pub size: i32,
    /// Measured; `Text::area` is built from it.
    pub width: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    Shape(Class, Shape),
    Text(Text),
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scene {
    pub width: i32,
    pub height: i32,
    /// In the order in which they are painted.
    pub items: Vec<Item>,
}

impl Area {
    #[must_use]
    pub fn width(self) -> i32 {
        self.right - self.left
    }

    #[must_use]
    pub fn height(self) -> i32 {
        self.bottom - self.top
    }

    /// True where the two share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// True where `other` lies wholly inside.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.left <= other.left && other.right <= self.right && self.top <= other.top && other.bottom <= self.bottom
    }

    /// Moved by `(x, y)`.
    #[must_use]
    pub fn moved(self, x: i32, y: i32) -> Self {
        Self { left: self.left + x, right: self.right + x, top: self.top + y, bottom: self.bottom + y }
    }

    /// Larger by `by` on every side.
    #[must_use]
    pub fn grown(self, by: i32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }
}

impl Text {
    /// The place the line takes, with room for two stacked marks above and for descenders.
    #[must_use]
    pub fn area(&self) -> Area {
        let left = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - self.width / 2,
            Anchor::End => self.at.x - self.width,
        };
        Area {
            left,
            right: left + self.width,
            top: self.at.y - ascent(self.size),
            bottom: self.at.y + descent(self.size),
        }
    }
}

/// Room above the baseline: Ậ stands 1.05 em high.
#[must_use]
pub fn ascent(size: i32) -> i32 {
    size * 106 / 100
}

/// Room below the baseline: ự and ỵ need 0.28 em.
#[must_use]
pub fn descent(size: i32) -> i32 {
    size * 30 / 100
}

/// From one baseline to the next.
#[must_use]
pub fn leading(size: i32) -> i32 {
    size * 138 / 100
}

impl Scene {
    /// Every text of the picture.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            Item::Shape(..) => None,
        })
    }

    /// Every shape of the picture with its class.
    pub fn shapes(&self) -> impl Iterator<Item = (Class, &Shape)> {
        self.items.iter().filter_map(|item| match item {
            Item::Shape(class, shape) => Some((*class, shape)),
            Item::Text(_) => None,
        })
    }
}
